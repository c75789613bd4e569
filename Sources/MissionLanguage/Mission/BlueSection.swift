import Vocabulary

/// `blue:` — what blue is told, which alerts count, what is true, how responses are graded.
struct BlueSection {
  static let keys = [
    "told", "signatures", "loses", "truth", "responses", "contained", "runbook", "tempting",
    "guardrail",
  ]
  static let truthKeys = ["mechanism", "location", "trigger"]
  static let responseKeys = ["preferred", "acceptable", "harmful"]

  /// The names of the targets section.
  let bound: [String]
  /// The kinds that the mission's steps use.
  let kinds: [String]
  /// Where complaints go.
  let report: Report

  /// The brief, target words still in it.
  func read(_ node: YAMLNode?) -> BlueBrief {
    let truth = BlueBrief.Truth(mechanism: "", location: "", trigger: nil)
    let key = BlueBrief.ResponseKey(preferred: [], acceptable: [], harmful: [])
    guard let node, let section = Section(node, name: "blue", keys: Self.keys, report: report)
    else {
      return BlueBrief(
        told: "", signatures: [], loses: [:], truth: truth, responses: key,
        contained: Predicate(clauses: []))
    }
    _ = section.required("signatures", example: "signatures: [WriteUnavailable]")
    return BlueBrief(
      told: section.required("told", .text, example: "told: \"You are on call.\""),
      signatures: section.list("signatures", .alert),
      loses: loses(section.node("loses")),
      truth: self.truth(
        section.required("truth", example: "truth: {mechanism: disk.slow, location: slow}")),
      responses: responses(
        section.required(
          "responses", example: "responses: {preferred: [end-maintenance], harmful: [restart slow]}"
        )),
      contained: section.required(
        "contained", .predicate, example: "contained: write-success >= 99% and redundancy >= 1"),
      runbook: section.optional("runbook", .word), tempting: section.optional("tempting", .word),
      guardrail: section.optional("guardrail", .flag))
  }

  private func loses(_ node: YAMLNode?) -> [String: Nanoseconds] {
    let tools = ["dashboards", "alerts", "metrics", "logs", "terminals"]
    guard let node,
      let section = Section(node, name: "blue.loses", keys: tools, report: report)
    else { return [:] }
    var loses: [String: Nanoseconds] = [:]
    for tool in tools { loses[tool] = section.optional(tool, .duration(Limits.life)) }
    return loses
  }

  private func truth(_ node: YAMLNode?) -> BlueBrief.Truth {
    guard let node,
      let section = Section(node, name: "blue.truth", keys: Self.truthKeys, report: report)
    else { return BlueBrief.Truth(mechanism: "", location: "", trigger: nil) }
    let kinds = kinds
    let mechanism = Reading(placeholder: "") { text throws(Complaint) in
      guard kinds.contains(text) else {
        throw Complaint(
          "no step of this mission does `\(text)`",
          hint: Spelling.hint(
            for: text, among: kinds,
            otherwise: "the truth is one of its steps: \(kinds.joined(separator: ", "))"))
      }
      return text
    }
    return BlueBrief.Truth(
      mechanism: section.required("mechanism", mechanism, example: "mechanism: disk.slow"),
      location: section.required("location", location, example: "location: slow"),
      trigger: section.optional("trigger", .text))
  }

  private var location: Reading<String> {
    let bound = bound
    return Reading(placeholder: "leader") { text throws(Complaint) in
      try TargetWords.checkDefinite(text, bound: bound)
      return TargetWords.split(text).joined(separator: ", ")
    }
  }

  private func responses(_ node: YAMLNode?) -> BlueBrief.ResponseKey {
    guard let node,
      let section = Section(node, name: "blue.responses", keys: Self.responseKeys, report: report)
    else { return BlueBrief.ResponseKey(preferred: [], acceptable: [], harmful: []) }
    _ = section.required("preferred", example: "preferred: [end-maintenance]")
    let lists = Self.responseKeys.map { section.list($0, response) }
    var seen: Set<String> = []
    for (key, list) in zip(Self.responseKeys, lists) {
      for answer in list where !answer.isEmpty && !seen.insert(answer).inserted {
        report.add(
          section.position(of: key), "`\(answer)` is graded twice",
          hint: "a response is preferred, acceptable or harmful, and only one of them")
      }
    }
    return BlueBrief.ResponseKey(preferred: lists[0], acceptable: lists[1], harmful: lists[2])
  }

  private var response: Reading<String> {
    let bound = bound
    return Reading(placeholder: "") { text throws(Complaint) in
      let (verb, words) = ResponseWords.split(text)
      guard Words.isName(verb) else {
        throw Complaint(
          "`\(text)` is not a response", hint: "write a verb and hosts, such as `isolate slow`")
      }
      guard !words.isEmpty else { return verb }
      try TargetWords.checkDefinite(words, bound: bound)
      return "\(verb) \(TargetWords.split(words).joined(separator: ", "))"
    }
  }
}
