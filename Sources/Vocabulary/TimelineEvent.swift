/// One thing that happened in an exercise: a line of `timeline.jsonl`.
///
/// Shape: a kind and free fields; readers ignore kinds and fields they do not know.
/// Units: `timeNs` is the offset from the exercise's start on the controller's monotonic clock.
package struct TimelineEvent: Sendable, Equatable, Codable {
  /// From 0, without gaps.
  package var sequence: Int
  /// When it happened.
  package var timeNs: Nanoseconds
  /// Whose it is: what red did, what the system showed, what blue did, what white did.
  package var lane: Lane
  /// What happened.
  package var kind: Kind
  /// The step it belongs to.
  package var step: StepName?
  /// The host it is about.
  package var host: HostName?
  /// The rest, by kind; `docs/reference/timeline.md` lists the fields.
  package var fields: [String: JSONValue]

  /// The rows of the debrief's picture.
  package enum Lane: String, Sendable, Codable, CaseIterable { case red, system, blue, white }

  /// An event before or after it was written.
  package init(
    sequence: Int, timeNs: Nanoseconds, lane: Lane, kind: Kind, step: StepName? = nil,
    host: HostName? = nil, fields: [String: JSONValue] = [:]
  ) {
    self.sequence = sequence
    self.timeNs = timeNs
    self.lane = lane
    self.kind = kind
    self.step = step
    self.host = host
    self.fields = fields
  }

  /// A kind of event; an open set.
  package struct Kind: RawRepresentable, Sendable, Hashable, Codable,
    ExpressibleByStringLiteral
  {
    /// The dotted name on the wire.
    package let rawValue: String
    /// Wraps a name from the wire.
    package init(rawValue: String) { self.rawValue = rawValue }
    /// Wraps a literal.
    package init(stringLiteral value: String) { rawValue = value }
  }
}

extension TimelineEvent.Kind {
  /// white: the exercise begins; fields `mission`, `seed`, `responder`.
  package static let exerciseStarted: Self = "exercise.started"
  /// white: it ends; fields `reason`.
  package static let exerciseEnded: Self = "exercise.ended"
  /// white: a safety limit was reached; fields `condition`.
  package static let limitReached: Self = "limit.reached"
  /// red: the controller asks for a step; fields `kind`, `targets`.
  package static let stepCommanded: Self = "step.commanded"
  /// red: the agent carried it out; fields `apply_ns`.
  package static let stepAcknowledged: Self = "step.acknowledged"
  /// red: a probe saw the effect on every target; fields `proof`.
  package static let stepEffective: Self = "step.effective"
  /// A part of a host now behaves as all held faults together want it.
  package static let settingEffective: Self = "setting.effective"
  /// red: no probe saw the effect; fields `reason`. The exercise is invalid.
  package static let stepUnproved: Self = "step.unproved"
  /// red: a trigger did not come in time; fields `reason`.
  package static let stepSkipped: Self = "step.skipped"
  /// red: the cure is asked for.
  package static let healCommanded: Self = "heal.commanded"
  /// red: a probe saw that the effect is gone; fields `proof`.
  package static let healProved: Self = "heal.proved"
  /// red: healing could not be proved; fields `reason`. The exercise is invalid.
  package static let healUnproved: Self = "heal.unproved"
  /// system: an operator's command ended; fields `command`, `exit`, `output`, `error`.
  package static let commandRan: Self = "command.ran"
  /// system: what every member held once the load had ended; fields `revision`, `members`.
  package static let replicasCompared: Self = "replicas.compared"
  /// white: after everything was healed `host` is not as it was; fields `lines`.
  package static let residueSeen: Self = "residue.seen"
  /// white: an operator's step that is not undone; fields `reason`.
  package static let healSuperseded: Self = "heal.superseded"
  /// white: the agent heard nothing in time and healed by itself; fields `healed`.
  package static let leaseExpired: Self = "lease.expired"
  /// system: a database process ended that nobody had told to; fields `status`.
  package static let databaseExited: Self = "database.exited"
  /// system: the load or the probes ended by themselves; fields `name`, `status`.
  package static let helperEnded: Self = "helper.ended"
  /// white: a message for blue; fields `text`.
  package static let cueSent: Self = "cue.sent"
  /// system: an alert began; fields `alert`, `id`, `signal_at_ns`, `summary`.
  package static let alertFired: Self = "alert.fired"
  /// system: it ended; fields `alert`, `id`.
  package static let alertResolved: Self = "alert.resolved"
  /// system: the cluster's leader as a probe sees it; `host` is nil where there is none.
  package static let leaderSeen: Self = "leader.seen"
  /// system: members that may still fail; fields `margin`.
  package static let redundancySeen: Self = "redundancy.seen"
  /// blue: fields `mechanism`, `location`, `confidence`, `evidence`.
  package static let hypothesisPosted: Self = "hypothesis.posted"
  /// blue: fields `response`.
  package static let decisionPosted: Self = "decision.posted"
  /// blue: fields `action`, `exit`, `mutating`, `duration_ns`, `detail`.
  package static let actionExecuted: Self = "action.executed"
}
