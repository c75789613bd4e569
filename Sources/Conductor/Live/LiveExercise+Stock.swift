import Evidence
import Exercises
import Ranges
import Vocabulary

/// What a console finds of an exercise that another one left: the records, and perhaps a range.
extension LiveExercise {
  /// Notes what the end of the other console means, wherever it came.
  ///
  /// Effect: a range that nobody can go on with is removed, and with it whatever was done to it.
  static func takeStock(
    of record: LiveRecord, _ plan: Plan, _ folder: RunFolder, at clock: Nanoseconds,
    progress: (String) -> Void
  ) {
    let state = record.exercise
    guard !LiveSeal(folder).isFinal(in: state.phase) else { return }
    guard let origin = origin(of: record) else { return noteLostPreparation(record, folder) }
    let left = leftRange(of: folder)
    let last = record.timeline.map(\.timeNs).max() ?? .zero
    // After a restart of the machine its clock says nothing any more.
    let moment = max(last, clock - origin)
    if state.phase.isLive {
      record.append(
        .white, .controllerLost, at: moment, step: nil, host: nil,
        [
          "since_ns": .integer((record.timeline.last?.timeNs ?? .zero).rawValue),
          "reason": "the console was gone",
        ])
      if left == nil {
        noteRemoval(record, plan, at: moment, "the range was lost with its console")
      }
      return
    }
    guard removeRange(of: folder) else {
      return progress("\(folder.path): its range could not be removed; white aborts again")
    }
    if state.endedNs == nil {
      noteRemoval(record, plan, at: moment, "the range was lost with its console")
    } else if left != nil {
      // It had ended, and nobody has looked at what was left.
      record.append(
        .white, .residueSeen, at: moment, step: nil, host: nil,
        ["lines": .array(["unknown: the console was gone before it looked"])])
    }
  }

  /// Before the start nothing is injected, so there is nothing to be taken up: it is prepared anew.
  private static func noteLostPreparation(_ record: LiveRecord, _ folder: RunFolder) {
    let state = record.exercise
    _ = removeRange(of: folder)
    guard state.phase == .preflight else { return }
    if state.isStarting {
      record.append(
        .white, .startFailed, at: .zero, step: nil, host: nil,
        ["reason": "the console was gone before the clock started"])
    }
    // Whatever was looked at was another range.
    guard state.checks.contains(where: { $0.isGo != nil }) else { return }
    for var item in state.checks {
      item.isGo = nil
      item.detail = item.byPerson ? "a person says so" : "not looked at yet"
      note(item, in: record)
    }
  }

  /// Writes a line of the go / no-go list.
  static func note(_ item: PreflightItem, in record: LiveRecord) {
    record.append(
      .white, .preflightNoted, at: .zero, step: nil, host: nil,
      [
        "item": .string(item.id), "title": .string(item.title), "detail": .string(item.detail),
        "go": item.isGo.map { .bool($0) } ?? .null, "by_person": .bool(item.byPerson),
      ])
  }

  /// Ends an exercise whose range is gone; no fault is said to be healed that nobody looked at.
  static func noteRemoval(
    _ record: LiveRecord, _ plan: Plan, at moment: Nanoseconds, _ reason: String
  ) {
    let settled: Set<TimelineEvent.Kind> = [.healProved, .healUnproved, .healSuperseded]
    let events = record.timeline
    for step in plan.steps where step.verb == .inject {
      let own = events.filter { $0.step == step.name }
      guard own.contains(where: { $0.kind == .stepCommanded }),
        !own.contains(where: { settled.contains($0.kind) })
      else { continue }
      record.append(
        .red, .healUnproved, at: moment, step: step.name, host: nil,
        ["reason": "the range is gone, and nobody looked"])
    }
    record.append(
      .white, .exerciseEnded, at: moment, step: nil, host: nil,
      ["reason": .string(reason), "whole": false, "measured": .null])
  }

  /// The range that a process before this one left behind; nil where there is none that lives.
  static func leftRange(of folder: RunFolder) -> Sandbox.Record? {
    RangeRegistry.all().first {
      $0.places.evidence == folder.path && Sandbox(record: $0).isAlive
    }
  }

  /// Ends every range of the exercise; whether none is left.
  static func removeRange(of folder: RunFolder) -> Bool {
    let left = RangeRegistry.all().filter { $0.places.evidence == folder.path }
    return left.allSatisfy { Sandbox(record: $0).remove(atOnce: true) }
  }
}
