import Debrief
import Vocabulary

/// Events in words.
enum EventWords {
  private static let titles: [String: String] = [
    "exercise.started": "start", "exercise.ended": "end", "exercise.paused": "pause",
    "exercise.resumed": "go on", "limit.reached": "limit reached", "cue.sent": "cue",
    "hint.given": "hint", "note.taken": "note", "handover.posted": "hand-over",
    "trouble.declared": "trouble declared", "stop.called": "stop word",
    "hypothesis.posted": "hypothesis", "hypothesis.withdrawn": "hypothesis withdrawn",
    "decision.posted": "decision", "action.executed": "command", "alert.fired": "alert",
    "alert.resolved": "alert over", "alert.acknowledged": "alert seen",
    "leader.seen": "leader", "redundancy.seen": "members that may fail",
    "step.commanded": "step commanded", "step.acknowledged": "step acknowledged",
    "step.effective": "step effective", "step.unproved": "step unproved",
    "step.skipped": "step skipped", "step.held": "step held", "step.released": "step let go",
    "step.triggered": "step triggered", "heal.commanded": "healing",
    "heal.proved": "healed", "heal.unproved": "healing unproved",
    "setting.effective": "setting", "leg-up.asked": "red asks", "released": "released",
    "abort.called": "abort", "finish.called": "end called", "blue-log.closed": "blue's log closed",
    "controller.lost": "controller lost", "exercise.designed": "designed",
    "exercise.graded": "graded", "exercise.sealed": "sealed", "exercise.revealed": "revealed",
    "grade.given": "grade", "gap.assigned": "gap assigned", "mission.read": "mission read",
    "person.invited": "invited", "person.joined": "joined", "preflight.began": "pre-flight",
    "preflight.noted": "pre-flight item", "preflight.confirmed": "confirmed",
    "start.asked": "start asked", "start.failed": "start failed",
    "wrong-target.seen": "wrong target", "residue.seen": "left behind",
    "database.exited": "database exited", "lease.expired": "lease expired",
    "notes.dropped": "notes left out",
    "plan.proposed": "change of plan proposed", "plan.refused": "change of plan refused",
    "plan.changed": "plan changed",
    "twin.began": "twin begun", "twin.played": "twin played", "twin.failed": "no twin",
    "alerts.left-out": "alerts left out", "alerts.pulled": "alerts asked for",
    "alerts.pull-failed": "alerts still missing",
    "incident.began": "real incident", "leak.reported": "suspected leak",
  ]

  /// Fields that say what happened, the most telling first.
  private static let telling = [
    "name", "item", "subject", "grade", "text", "alert", "summary", "mechanism", "location",
    "confidence", "response", "action",
    "exit", "reason", "condition", "proof", "margin", "status", "id", "by",
  ]

  /// The kind as people say it; a kind that is unknown here stands as it is.
  static func title(_ event: TimelineEvent) -> String {
    titles[event.kind.rawValue] ?? event.kind.rawValue
  }

  /// The rest in one line.
  static func detail(_ event: TimelineEvent) -> String {
    let step = event.step.map { [$0.rawValue] } ?? []
    let known = telling.compactMap { name in
      event.fields[name].flatMap(word).map {
        ["exit", "margin"].contains(name) ? "\(name) \($0)" : $0
      }
    }
    return (step + known).joined(separator: " · ")
  }

  private static func word(_ value: JSONValue) -> String? {
    switch value {
    case .string(let text): text.isEmpty ? nil : text
    case .integer(let number): String(number)
    case .number(let number): number <= 1 ? Written.percent(number) : "\(number)"
    case .bool(let flag): flag ? "yes" : "no"
    case .array(let items): items.compactMap(word).joined(separator: ", ")
    case .null, .object: nil
    }
  }
}
