import Vocabulary

/// `targets: {upgraded: follower, slow: other follower}`: names for hosts, bound by the seed.
enum TargetsSection {
  static func read(_ node: YAMLNode?, report: Report) -> [TargetBinding] {
    guard let node else { return [] }
    guard case .mapping(let entries) = node.content,
      let section = Section(node, name: "targets", keys: [], report: report, anyKey: true)
    else {
      report.add(
        node.position, "targets must be a mapping, but this is \(node.describing)",
        hint: "write `targets: {slow: other follower}`")
      return []
    }
    var bindings: [TargetBinding] = []
    for entry in entries where !bindings.contains(where: { $0.name == entry.key }) {
      guard Words.isName(entry.key), !TargetWords.reserved.contains(entry.key) else {
        report.add(
          entry.position, "`\(entry.key)` cannot name a target",
          hint: TargetWords.reserved.contains(entry.key)
            ? "it is a role; choose a word of your own, such as `head: leader`"
            : "use lower-case letters, digits and dashes, such as `slow`")
        continue
      }
      let earlier = bindings.map(\.name)
      let reading = Reading(placeholder: "leader") { text throws(Complaint) in
        try TargetWords.check(text, bound: earlier, others: false)
        return TargetWords.split(text).joined(separator: ", ")
      }
      bindings.append(
        TargetBinding(
          name: entry.key, expression: section.optional(entry.key, reading, default: "leader"),
          position: entry.position))
    }
    return bindings
  }
}
