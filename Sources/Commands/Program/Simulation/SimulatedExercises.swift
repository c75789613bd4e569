import ArgumentParser
import Evidence
import Foundation
import LinuxHost
import Programs
import Vocabulary

/// Plays the exercises of a simulated program on real ranges, several at once.
///
/// Effect: one run folder each, `runs/<mission>/<quarter>-<seed>` below the program's folder; what
///         is finished is not played again. Evidence has the clock of the day it is played on.
struct SimulatedExercises {
  let team: SimulatedTeam
  /// In the order of the plan.
  let missions: [Mission]
  let service: Service
  /// Whether nobody's run is played after each exercise of a window.
  let wantsTwin: Bool
  let jobs: Int
  let isQuiet: Bool

  /// How often an exercise that was itself invalid is played again, each time on another seed.
  static let spares = 2

  /// A mission with its two runbooks.
  struct Mission {
    var source: MissionSource
    var right: RunbookSource
    var tempting: RunbookSource

    /// Reads all three.
    ///
    /// Errors: a mission that names no runbook, or no tempting one: nothing could be learned.
    init(_ source: MissionSource) throws {
      func runbook(_ name: String?, _ key: String) throws -> RunbookSource {
        guard let name else {
          throw UsageError(
            "\(source.mission.name) names no `\(key)` under `blue`",
            hint: "a simulated team needs an answer to learn and one to learn from; "
              + "cygnet mission list shows others")
        }
        return try RunbookSource(path: Blue.path(of: name, for: source))
      }
      self.source = source
      right = try runbook(source.mission.blue.runbook, "runbook")
      tempting = try runbook(source.mission.blue.tempting, "tempting")
    }
  }

  /// An exercise that took place, and what it stands for.
  struct Done {
    var play: SimulatedPlay
    var part: SimulatedDay.Part
  }

  func folder(of play: SimulatedPlay) -> RunFolder {
    RunFolder(path: "\(team.root)/runs/\(play.run)")
  }

  func mission(_ name: String) throws -> Mission {
    guard let mission = missions.first(where: { $0.source.mission.name == name }) else {
      throw UsageError("\(name) is not part of this program", hint: "name it under --missions")
    }
    return mission
  }

  private func item(_ play: SimulatedPlay) throws -> QueuedExercise {
    let own = try mission(play.mission)
    return QueuedExercise(
      source: own.source, runbook: play.answer == .right ? own.right : own.tempting,
      seed: play.seed, root: team.root, place: folder(of: play).path,
      wantsTwin: wantsTwin && play.part == .people, service: service, isIndexed: false)
  }

  /// Plays them; one that is itself invalid is played again on another seed and counts as nothing.
  ///
  /// Errors: 3 where one could not begin, or stayed invalid; an interruption.
  func perform(_ plays: [SimulatedPlay]) async throws -> [Done] {
    var done: [Done] = []
    var pending = plays
    for time in 0...Self.spares where !pending.isEmpty {
      let tries = time == 0 ? pending : pending.map { $0.again(time) }
      let items = try tries.map(item)
      let failed = await ExerciseQueue(items: items, jobs: jobs, isQuiet: isQuiet).run()
      if Interruption.isAsked {
        throw UsageError("interrupted", hint: "the same command goes on with what is missing")
      }
      guard failed == 0 else {
        Terminal.say("\(failed) exercises could not begin; see cygnet range doctor")
        throw ExitCode(3)
      }
      var invalid: [SimulatedPlay] = []
      for (wanted, tried) in zip(pending, tries) {
        let isValid = try RunSummary(of: folder(of: tried)).record.isValid
        done.append(Done(play: tried, part: isValid ? wanted.part : .void))
        if !isValid { invalid.append(wanted) }
      }
      pending = invalid
    }
    guard pending.isEmpty else {
      let names = pending.map(\.run).joined(separator: ", ")
      Terminal.say(
        "\(names): invalid \(Self.spares + 1) times on as many seeds; the evidence says why")
      throw ExitCode(3)
    }
    return done.sorted { ($0.play.at, $0.play.run) < ($1.play.at, $1.play.run) }
  }
}
