import ArgumentParser
import Conductor
import Evidence
import Foundation
import LinuxHost
import Vocabulary

/// What every command that runs exercises takes.
struct RunOptions: ParsableArguments {
  @Option(parsing: .unconditional, help: "Every choice that the mission leaves open comes from it.")
  var seed: UInt64 = 1
  @Option(
    name: .customLong("setting"),
    help: "A setting of the database in place of the mission's: NAME=VALUE; may be repeated.")
  var settings: [String] = []
  @Option(help: "Where run folders go.") var runs = "runs"
  @Option(help: "By whose promises it is scored: a file, or a name below services.")
  var service: String?
  @Flag(help: "One JSON object on standard output.") var json = false
  @Flag(help: "No progress on standard error.") var quiet = false

  /// An exercise of the mission in a folder that is new.
  func run(
    _ source: MissionSource, seed: UInt64, responder: Responder, ending: ExerciseEnding?
  ) throws -> ExerciseRun {
    let plan = try source.plan(seed: seed)
    let started = Date()
    let folder = "\(runs)/\(plan.mission)/\(Self.stamp(started))-\(seed)"
    let absolute = URL(fileURLWithPath: folder).standardizedFileURL.path
    do {
      try FileManager.default.createDirectory(
        atPath: absolute, withIntermediateDirectories: true)
    } catch let error as CocoaError {
      throw UsageError(
        "run folders cannot be made below \(runs): \(Failure.words(error))",
        hint: "give a folder that you may write: --runs FOLDER")
    }
    let isQuiet = quiet
    var run = ExerciseRun(
      plan: plan, mission: source.text, responder: responder,
      ending: ending ?? .settled(hold: plan.budget.holdNs),
      folder: RunFolder(path: absolute), clock: { MonotonicClock.now() },
      startedUTC: started.formatted(.iso8601), isInterrupted: { Interruption.isAsked },
      progress: { if !isQuiet { Terminal.say($0) } })
    run.service = try ServiceSource.service(named: service ?? source.mission.service)
    return run
  }

  /// `20270211T130610Z`, which sorts by time and needs no quoting.
  static func stamp(_ date: Date) -> String {
    date.formatted(.iso8601).filter { (letter: Character) in letter != "-" && letter != ":" }
  }
}
