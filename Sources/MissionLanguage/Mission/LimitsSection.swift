import Vocabulary

/// `limits: {stop-when: [acknowledged-loss > 0], lease: 10s}`; optional as a whole.
enum LimitsSection {
  static let keys = ["stop-when", "lease"]

  static func read(_ node: YAMLNode?, report: Report) -> SafetyLimits {
    let usual = SafetyLimits(stopWhen: [], leaseNs: .seconds(10))
    guard let node, let section = Section(node, name: "limits", keys: keys, report: report)
    else { return usual }
    return SafetyLimits(
      stopWhen: section.list("stop-when", .stop),
      leaseNs: section.optional(
        "lease", .duration(.seconds(2)...(.seconds(300))), default: usual.leaseNs))
  }
}
