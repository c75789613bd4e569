import Vocabulary

/// Reads and checks the target words of one step by the shape that its kind has.
struct StepTargets {
  /// The names of the targets section.
  let bound: [String]
  /// Where complaints go.
  let report: Report

  /// The words by their key: `on`, `from`, `to`, `between`, `and`.
  func read(_ section: Section, _ signature: StepSignature) -> [String: String] {
    switch signature.targets {
    case .none: return [:]
    case .hosts:
      return ["on": section.required("on", words("on", in: section), example: "on: leader")]
    case .link: return link(section)
    }
  }

  private func link(_ section: Section) -> [String: String] {
    let present = StepReader.targetKeys.filter { section.node($0) != nil }
    var targets: [String: String] = [:]
    for key in present {
      targets[key] = section.optional(key, words(key, in: section), default: "leader")
    }
    guard present == ["on"] || present == ["from", "to"] || present == ["between", "and"] else {
      report.add(
        present.first.map(section.position(of:)) ?? section.position,
        present.isEmpty
          ? "\(section.name) has no target"
          : "\(section.name) cannot have the targets \(present.joined(separator: ", "))",
        hint: "use `from` with `to`, or `between` with `and`, or `on` alone")
      return targets
    }
    if section.node("mode") != nil, present != ["on"] {
      report.add(
        section.position(of: "mode"), "`mode` goes with `on` only",
        hint: "use `one-way: true` with `from` and `to`")
    }
    if section.node("one-way") != nil, present != ["from", "to"] {
      report.add(
        section.position(of: "one-way"), "`one-way` goes with `from` and `to` only",
        hint: present == ["on"] ? "use `mode: deaf` or `mode: mute`" : "use `from` and `to`")
    }
    return targets
  }

  private func words(_ key: String, in section: Section) -> Reading<String> {
    let bound = bound
    return Reading(placeholder: "leader") { text throws(Complaint) in
      try TargetWords.check(text, bound: bound, others: key != "on")
      return TargetWords.split(text).joined(separator: ", ")
    }
  }
}
