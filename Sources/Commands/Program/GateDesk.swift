import Exercises
import Findings
import Foundation
import Ledger
import Programs
import Vocabulary

/// The execution gate of the nearest program, with all that it reads.
///
/// Shape: the decision is `ExecutionGate`'s; here ledger, missions and the kept plan are read.
struct GateDesk {
  let desk: QuarterDesk

  init(_ desk: LedgerDesk) throws {
    try desk.ledger.catchUp()
    self.desk = try QuarterDesk(desk)
  }

  /// Nil where there is no program file: then nothing is gated.
  static func nearest() throws -> GateDesk? { try LedgerDesk.nearest().map { try GateDesk($0) } }

  private var quarter: Quarter { Quarter(of: desk.today) }

  /// Whether an exercise of a service may be made.
  func verdict(
    service: String, mission retests: [String], passed: Set<String> = [],
    wish: ExecutionGate.Wish? = nil
  ) throws -> ExecutionGate.Verdict {
    let kept = try KeptPlan.read(quarter, at: desk.desk.ledger.place)
    let linked = ExecutionGate.linked(by: desk.shelf.cards, plan: kept, mission: retests)
    return ExecutionGate.check(
      desk.program, target: desk.program.target(of: service), day: desk.today,
      retests: desk.retests(in: try desk.desk.ledger.backlog()), linked: linked.union(passed),
      wish: wish)
  }

  /// The wish of a person who is named by e-mail address or by name.
  func wish(by author: String, reason: String) -> ExecutionGate.Wish {
    let person = desk.desk.circumstances(by: author).people.person(author)
    return ExecutionGate.Wish(by: person?.email ?? author, reason: reason)
  }

  /// Writes an override into the journal, a line for each finding, all of them or none.
  func keep(_ kept: ExecutionGate.Override, exercise: String) throws {
    let circumstances = desk.desk.circumstances(by: kept.by)
    let entry = try desk.desk.ledger.decide { backlog in
      try Self.commands(of: kept, exercise: exercise).flatMap {
        try backlog.decide($0, in: circumstances)
      }
    }
    for note in entry.notes { Terminal.say("note: \(note)") }
  }

  static func commands(
    of kept: ExecutionGate.Override, exercise: String
  ) -> [FindingCommand] {
    kept.findings.map {
      .overrideGate(
        FindingID(rawValue: $0), exercise: exercise, quarter: kept.quarter.description,
        reason: kept.reason)
    }
  }

  /// What the gate says when the clock of an exercise is about to start.
  ///
  /// An override opens it where it stands in the journal, for this exercise and in this quarter.
  func answer(to exercise: GatedExercise) throws -> GateAnswer {
    let backlog = try desk.desk.ledger.backlog()
    let overrides = OpenRetests.overrides(in: backlog, of: quarter)
      .filter { $0.exercise == exercise.code }
    let verdict = try verdict(
      service: exercise.service, mission: exercise.retests,
      passed: Set(overrides.map(\.finding)))
    if case .refused(_, let why) = verdict { return GateAnswer(isOpen: false, detail: why) }
    guard let first = overrides.first else {
      return GateAnswer(
        isOpen: true,
        detail: "no re-test of an earlier quarter on "
          + "\(desk.program.target(of: exercise.service)) is left out")
    }
    let names = overrides.map(\.finding).joined(separator: ", ")
    return GateAnswer(
      isOpen: true, detail: "overridden for \(names) by \(first.by): \(first.reason)")
  }

  /// The same for a console: nil where there is no program; what cannot be read opens nothing.
  static func answer(to exercise: GatedExercise) -> GateAnswer? {
    do {
      return try nearest()?.answer(to: exercise)
    } catch {
      let words = Failure.inWords(error)?.text ?? "\(error)"
      return GateAnswer(
        isOpen: false, detail: "nobody can tell whether a re-test is left out: \(words)")
    }
  }
}
