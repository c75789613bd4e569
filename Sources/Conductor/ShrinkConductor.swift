import Evidence
import Foundation
package import MissionLanguage
package import Vocabulary

/// Runs what a search for the smallest failing mission asks for, one exercise after the other.
///
/// Effect: one sealed run folder a trial, `<root>/<digest of the mission>/<seed>`; what is finished
///         there is read and not run again, so an interrupted search goes on where it stopped.
/// Errors: what keeps one exercise from beginning counts as an invalid one; a run folder that
///         cannot be read is thrown.
package struct ShrinkConductor: Sendable {
  /// What all exercises have in common: responder, service, clock; plan and folder are replaced.
  package var run: ExerciseRun
  /// The folder of the search.
  package var root: String
  /// The state of the search.
  package var shrinker: MissionShrinker
  /// The failure that is looked for; nil takes the gravest that the mission itself shows first.
  package var failure: FailureSign?
  /// The first seed.
  package var seed: UInt64
  /// After this time no further candidate is tried; the smallest is confirmed all the same.
  package var budget: Nanoseconds
  /// The plan of a mission's text for a seed.
  package var plans: @Sendable (String, UInt64) throws(MissionErrors) -> Plan
  /// Keeps the search as it stands: before the first exercise, and after each.
  package var keep: @Sendable (MissionShrinker, FailureSign?) throws -> Void
  /// Wall time in UTC, for the environment of each exercise.
  package var utc: @Sendable () -> String
  /// Lines for people on what is tried and what came of it.
  package var say: @Sendable (String) -> Void

  private var lengths: [Nanoseconds] = []
  private var started = Nanoseconds.zero

  /// A search to be run.
  package init(
    run: ExerciseRun, root: String, shrinker: MissionShrinker, failure: FailureSign?,
    seed: UInt64, budget: Nanoseconds,
    plans: @escaping @Sendable (String, UInt64) throws(MissionErrors) -> Plan,
    keep: @escaping @Sendable (MissionShrinker, FailureSign?) throws -> Void,
    utc: @escaping @Sendable () -> String, say: @escaping @Sendable (String) -> Void
  ) {
    self.run = run
    self.root = root
    self.shrinker = shrinker
    self.failure = failure
    self.seed = seed
    self.budget = budget
    self.plans = plans
    self.keep = keep
    self.utc = utc
    self.say = say
  }

  /// Runs the search to its end.
  package mutating func perform() async throws {
    started = run.clock()
    defer { try? keep(shrinker, failure) }
    while true {
      try keep(shrinker, failure)
      if isOutOfTime { shrinker.hurry() }
      guard let candidate = shrinker.next() else { return }
      guard !run.isInterrupted() else { return shrinker.interrupt() }
      announce(candidate)
      guard let result = try await result(of: candidate) else { return shrinker.interrupt() }
      shrinker.note(result)
      if case .refused(let reason) = result { say("       cannot be run: \(reason)") }
      if case .invalid(let reason) = result { say("       INVALID, no trial: \(reason)") }
      if result == .failed || result == .held {
        say("       \(result == .failed ? "fails" : "does not fail") in the same way")
      }
    }
  }

  /// Whether the time that is left is no more than the last trials will take.
  private var isOutOfTime: Bool {
    let left = budget - (run.clock() - started)
    let last = Nanoseconds(rawValue: (usual?.rawValue ?? 0) * Int64(shrinker.rule.trials))
    return left <= last
  }

  /// The mean length of the trials so far; nil before the first.
  private var usual: Nanoseconds? {
    guard !lengths.isEmpty else { return nil }
    let sum = lengths.reduce(Nanoseconds.zero) { $0 + $1 }
    return Nanoseconds(rawValue: sum.rawValue / Int64(lengths.count))
  }

  private func announce(_ candidate: ShrinkCandidate) {
    let steps = candidate.mission.steps.count
    var words = "shrink \(candidate.words) (\(steps) \(steps == 1 ? "step" : "steps"))"
    words += ", trial \(candidate.trial + 1), seed \(seed + candidate.seedOffset)"
    if candidate.left > 0 { words += "; \(candidate.left) to try in this walk" }
    if let usual { words += "; about \(Int(usual.inSeconds.rounded())) s" }
    let spent = Int((run.clock() - started).inSeconds.rounded())
    say(words + "; \(spent) s of \(Int(budget.inSeconds)) s spent")
  }
}

/// One exercise.
extension ShrinkConductor {
  /// What the exercise says; nil where a person broke it off.
  private mutating func result(
    of candidate: ShrinkCandidate
  ) async throws -> MissionShrinker.Result? {
    let seed = seed + candidate.seedOffset
    let plan: Plan
    do {
      plan = try plans(candidate.text, seed)
    } catch {
      return .refused(error.diagnostics.first?.message ?? "\(error)")
    }
    let folder = RunFolder(path: "\(root)/\(candidate.digest)/\(seed)")
    if isDone(folder, candidate) {
      let (assessment, twin) = try Derivation.assess(folder)
      return judged(assessment, twin, of: candidate)
    }
    try putAside(folder)
    try FileManager.default.createDirectory(
      atPath: folder.path, withIntermediateDirectories: true)
    var part = run
    part.plan = plan
    part.mission = candidate.text
    part.ending = .settled(hold: plan.budget.holdNs)
    part.folder = folder
    part.startedUTC = utc()
    let begun = run.clock()
    do {
      let rehearsal = Rehearsal(
        run: part, wantsTwin: failure?.needsTwin ?? false, ablationRepeats: 0)
      let (assessment, twin) = try await rehearsal.perform { [plans] in
        try plans(candidate.text, $0)
      }
      // What a person broke off is no trial; the next time it is run again.
      if run.isInterrupted() && !assessment.isValid {
        try putAside(folder)
        return nil
      }
      lengths.append(run.clock() - begun)
      return judged(assessment, twin, of: candidate)
    } catch {
      if run.isInterrupted() {
        try putAside(folder)
        return nil
      }
      return .invalid("it could not begin: \(error)")
    }
  }

  /// Whether an exercise of exactly this text lies there whole, with the twin that is needed.
  private func isDone(_ folder: RunFolder, _ candidate: ShrinkCandidate) -> Bool {
    let files = FileManager.default
    guard files.fileExists(atPath: folder.seal),
      files.contents(atPath: folder.mission) == Data(candidate.text.utf8)
    else { return false }
    return failure?.needsTwin != true || files.fileExists(atPath: folder.twin.plan)
  }

  private mutating func judged(
    _ assessment: Assessment, _ twin: Assessment?, of candidate: ShrinkCandidate
  ) -> MissionShrinker.Result {
    guard assessment.isValid else { return .invalid(assessment.defects.joined(separator: "; ")) }
    let signs = assessment.failures(twin: twin)
    say(
      "       " + (signs.isEmpty ? "nothing failed" : signs.map(\.words).joined(separator: ", ")))
    if failure == nil, let first = signs.first {
      failure = first
      say("shrink looking for the smallest mission with: \(first.words)")
    }
    return failure?.isShown(by: signs) == true ? .failed : .held
  }

  /// Puts aside what was never finished or belongs to another text: evidence is not overwritten.
  private func putAside(_ folder: RunFolder) throws {
    let files = FileManager.default
    guard files.fileExists(atPath: folder.path) else { return }
    let free = (1...).lazy.map { "\(folder.path)-aside-\($0)" }
      .first { !files.fileExists(atPath: $0) }
    try files.moveItem(atPath: folder.path, toPath: free ?? folder.path + "-aside")
  }
}
