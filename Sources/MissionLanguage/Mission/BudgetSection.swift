import Vocabulary

/// `budget: {rehearsal: {detect: 6s, sla: 25s, hold: 4s, window: 40s}, live: {…}}`.
///
/// `rehearsal` is mandatory. `live` may be left out: 5m, 30m, 10m, 3h.
enum BudgetSection {
  static let keys = ["rehearsal", "live"]
  static let modeKeys = ["detect", "sla", "hold", "window"]
  static let usualLive = Budget(
    detectNs: .seconds(300), slaNs: .seconds(1800), holdNs: .seconds(600),
    windowNs: .seconds(10_800))

  static func read(_ node: YAMLNode?, report: Report) -> (rehearsal: Budget, live: Budget) {
    guard let node, let section = Section(node, name: "budget", keys: keys, report: report)
    else { return (usualLive, usualLive) }
    let example = "rehearsal: {detect: 6s, sla: 25s, hold: 4s, window: 40s}"
    return (
      mode(section.required("rehearsal", example: example), "budget.rehearsal", report),
      mode(section.node("live"), "budget.live", report)
    )
  }

  static func mode(_ node: YAMLNode?, _ name: String, _ report: Report) -> Budget {
    guard let node, let section = Section(node, name: name, keys: modeKeys, report: report)
    else { return usualLive }
    let budget = Budget(
      detectNs: section.required("detect", .duration(Limits.life), example: "detect: 6s"),
      slaNs: section.required("sla", .duration(Limits.life), example: "sla: 25s"),
      holdNs: section.required("hold", .duration(Limits.life), example: "hold: 4s"),
      windowNs: section.required("window", .duration(Limits.life), example: "window: 40s"))
    guard modeKeys.allSatisfy({ section.node($0) != nil }) else { return budget }
    if budget.detectNs > budget.slaNs {
      report.add(
        section.position(of: "detect"), "`detect` is longer than `sla`",
        hint: "detection is the first part of the time to containment")
    }
    if budget.slaNs + budget.holdNs > budget.windowNs {
      report.add(
        section.position(of: "window"), "`window` is shorter than `sla` and `hold` together",
        hint: "choose at least \(budget.slaNs + budget.holdNs), or nothing can be contained in time"
      )
    }
    return budget
  }
}
