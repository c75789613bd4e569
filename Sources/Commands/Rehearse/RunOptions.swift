import ArgumentParser
import Conductor
import Evidence
import Foundation
import LinuxHost
import Vocabulary

/// What every command that runs exercises takes.
struct RunOptions: ParsableArguments {
  @Option(help: "Every choice that the mission leaves open comes from it.") var seed: UInt64 = 1
  @Option(help: "Where run folders go.") var runs = "runs"
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
    let isQuiet = quiet
    return ExerciseRun(
      plan: plan, mission: source.text, responder: responder,
      ending: ending ?? .settled(hold: plan.budget.holdNs),
      folder: RunFolder(path: absolute), clock: { MonotonicClock.now() },
      startedUTC: started.formatted(.iso8601), isInterrupted: { Interruption.isAsked },
      progress: { if !isQuiet { Terminal.say($0) } })
  }

  /// `20270211T130610Z`, which sorts by time and needs no quoting.
  private static func stamp(_ date: Date) -> String {
    date.formatted(.iso8601).filter { (letter: Character) in letter != "-" && letter != ":" }
  }
}
