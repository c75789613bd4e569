import Exercises
import Programs
import Vocabulary

/// How a new exercise came past the gate: who answers for what is left out, if anybody has to.
struct GatePass {
  /// Nil where nothing is left out.
  let kept: ExecutionGate.Override?
  private let gate: GateDesk?

  /// Asks the gate of the nearest program; without a program nothing is gated.
  ///
  /// Errors: what is left out, with what to try. A reason where nothing is left out is not kept.
  init(service: String, retests: [String], reason: String?, by author: String?) throws {
    try self.init(
      try GateDesk.nearest(), service: service, retests: retests, reason: reason, by: author)
  }

  init(
    _ gate: GateDesk?, service: String, retests: [String], reason: String?, by author: String?
  ) throws {
    self.gate = gate
    guard let gate else {
      kept = nil
      if reason != nil { Terminal.say("note: there is no cygnet.yaml here, so nothing is gated") }
      return
    }
    var verdict = try gate.verdict(service: service, mission: retests)
    if case .refused = verdict, let reason {
      let wish = gate.wish(by: try FindingVerb.author(author), reason: reason)
      verdict = try gate.verdict(service: service, mission: retests, wish: wish)
    }
    switch verdict {
    case .open:
      kept = nil
      if reason != nil { Terminal.say("note: no re-test is left out, so there is no override") }
    case .overridden(let said): kept = said
    case .refused(_, let why):
      throw UsageError(
        why,
        hint: "cygnet program status shows them; --override-gate \"REASON\" makes it all the same")
    }
  }

  /// What stands in the exercise's own record.
  var record: OverriddenGate? {
    kept.map {
      OverriddenGate(
        findings: $0.findings, quarter: $0.quarter.description, target: $0.target,
        reason: $0.reason, by: $0.by)
    }
  }

  /// Writes it into the journal of findings, under the exercise's code.
  func keep(for code: String) throws {
    guard let kept, let gate else { return }
    do {
      try gate.keep(kept, exercise: code)
    } catch {
      Terminal.say(
        "\(code) was made, but its override is not in the journal, so its clock will not start")
      throw error
    }
  }

  /// What the command says of it.
  var words: String? {
    kept.map {
      "does not wait for \($0.findings.joined(separator: ", ")): \($0.by), “\($0.reason)”"
    }
  }
}
