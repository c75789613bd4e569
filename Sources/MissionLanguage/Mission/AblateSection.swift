import Vocabulary

/// `ablate: {subsets: pairs, repeats: 5}`; optional as a whole.
enum AblateSection {
  static let keys = ["subsets", "repeats"]

  static func read(_ node: YAMLNode?, report: Report) -> AblationSpecification {
    let usual = AblationSpecification(subsets: .singles, repeats: 5)
    guard let node, let section = Section(node, name: "ablate", keys: keys, report: report)
    else { return usual }
    return AblationSpecification(
      subsets: section.optional(
        "subsets", .case(called: "choice of subsets", placeholder: .singles),
        default: usual.subsets),
      repeats: section.optional("repeats", .count(1...100), default: usual.repeats))
  }
}
