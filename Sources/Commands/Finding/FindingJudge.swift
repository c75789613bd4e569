import ArgumentParser
import Evidence
import Findings
import Ledger
import Vocabulary

/// White says what an exercise showed of a gap that no machine can see.
struct FindingJudge: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "judge",
    abstract: "Say whether an exercise showed a gap that no machine can see; its owner may not.",
    discussion: """
      Whether a gap that the facts opened shows itself is read from the run, and nobody types it \
      in. The exercise must be in the ledger.
      """)

  /// What the exercise showed.
  enum Sight: EnumerableFlag {
    case shown
    case notShown

    static func name(for value: Self) -> NameSpecification { .long }

    static func help(for value: Self) -> ArgumentHelp? {
      switch value {
      case .shown: "It showed itself."
      case .notShown: "It could have, and did not."
      }
    }
  }

  @OptionGroup var verb: FindingVerb
  @Option(name: .customLong("run"), help: "The exercise: its folder, or <mission>/<time>-<seed>.")
  var exercise: String
  @Flag(exclusivity: .exclusive) var sight: Sight
  @Option(help: "What was seen, in a sentence.") var note: String

  func run() throws {
    try verb.carryOut { id, desk in
      [command(on: id, of: try desk.exercise(named: exercise))]
    }
  }

  /// The exercise as a trial of the finding.
  func command(on id: FindingID, of exercise: IndexedExercise) -> FindingCommand {
    .judge(id, FindingTrial(exercise, isShown: sight == .shown, note: note))
  }
}

extension FindingTrial {
  /// An exercise of the ledger as a trial that people judge.
  init(
    _ exercise: IndexedExercise, isShown: Bool, note: String? = nil, blast: FindingBlast? = nil
  ) {
    let record = exercise.summary.record
    self.init(
      run: exercise.run, mission: record.mission, responder: record.responder, seed: record.seed,
      began: exercise.simulated?.at ?? exercise.summary.began, isShown: isShown,
      isValid: record.isValid, note: note, blast: blast,
      evidenceBegan: exercise.simulated == nil ? nil : exercise.summary.began)
  }
}

extension LedgerDesk {
  /// The exercise of that name; folders may be named as the shell completes them.
  func exercise(named given: String) throws -> IndexedExercise {
    var filter = ExerciseFilter()
    filter.run = given.split(separator: "/").suffix(2).joined(separator: "/")
    let found = try ledger.exercises(filter)
    if found.count == 1 { return found[0] }
    throw UsageError(
      found.isEmpty
        ? "the ledger has no exercise \(given)" : "\(given) names \(found.count) exercises",
      hint: "cygnet ledger status says what it lacks; cygnet evidence list shows run folders")
  }
}
