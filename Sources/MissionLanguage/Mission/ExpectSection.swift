import Vocabulary

/// `expect:` — what must come out, so that a track record can say where it did not.
enum ExpectSection {
  static let keys = ["verdict", "lost", "contained"]

  /// The expectation; nil where the mission says nothing.
  static func read(_ node: YAMLNode?, report: Report) -> MissionExpectation? {
    guard let node, let section = Section(node, name: "expect", keys: keys, report: report)
    else { return nil }
    if section.presentKeys.isEmpty {
      report.add(
        node.position, "this expects nothing",
        hint: "write one of \(keys.joined(separator: ", ")), or leave `expect` out")
    }
    return MissionExpectation(
      verdict: section.optional("verdict", .case(called: "verdict", placeholder: .valid)),
      lost: section.optional("lost", lost), contained: section.optional("contained", .flag))
  }

  /// `0`, or a comparison such as `> 0`.
  private static var lost: Reading<Predicate.Clause> {
    let none = Predicate.Clause(metric: .acknowledgedLoss, comparison: .lessOrEqual, value: 0)
    return Reading(placeholder: none) { text throws(Complaint) in
      let words = text.words
      let comparison = words.count == 1 ? .lessOrEqual : Predicate.Comparison(rawValue: words[0])
      guard let comparison, words.count <= 2, words.count == 2 || words == ["0"] else {
        throw Complaint("`\(text)` is no number of writes", hint: "write `0` or `\"> 0\"`")
      }
      let value = try Quantity.count(words[words.count - 1])
      return Predicate.Clause(metric: .acknowledgedLoss, comparison: comparison, value: value)
    }
  }
}
