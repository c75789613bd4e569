package import Vocabulary

extension ExerciseState {
  /// What follows from a command; actions are carried out in order, and a failed one ends the list.
  package enum Action: Sendable, Equatable {
    /// An event is written, and applied to the state.
    case record(Record)
    /// Something is done outside.
    case effect(Effect)
  }

  /// An event before it has a time and a number.
  package struct Record: Sendable, Equatable {
    /// Whose row it stands in.
    package var lane: TimelineEvent.Lane
    /// What happened.
    package var kind: TimelineEvent.Kind
    /// The step it belongs to.
    package var step: StepName?
    /// The host it is about.
    package var host: HostName?
    /// The rest, by kind.
    package var fields: [String: JSONValue]

    /// An event that is to be written.
    package init(
      _ lane: TimelineEvent.Lane, _ kind: TimelineEvent.Kind, step: StepName? = nil,
      host: HostName? = nil, fields: [String: JSONValue] = [:]
    ) {
      self.lane = lane
      self.kind = kind
      self.step = step
      self.host = host
      self.fields = fields
    }

    /// The event with its number and moment.
    package func event(sequence: Int, at time: Nanoseconds) -> TimelineEvent {
      TimelineEvent(
        sequence: sequence, timeNs: time, lane: lane, kind: kind, step: step, host: host,
        fields: fields)
    }
  }

  /// What the conductor does; each may fail, and then says so by an event of its own.
  package enum Effect: Sendable, Equatable {
    /// Range, load and alerts come up, and the go / no-go list is filled; again is a new look.
    case buildRange
    /// `exercise.started` follows, or `start.failed`.
    case startClock
    case pause
    case resume
    /// Everything is healed at once; `exercise.ended` follows.
    case abort(String)
    /// The exercise ends as planned; `exercise.ended` follows.
    case finish(String)
    case hold(StepName)
    case unhold(StepName)
    case skip(StepName, String)
    case trigger(StepName)
    /// A one-time link is made.
    case invite(Participant)
    /// Red's draft is kept where nobody else reads it.
    case keepDraft(String)
    /// The draft is read once more and put before white; `plan.proposed` follows.
    case propose(id: String, reason: String, by: Participant)
    /// What was proposed takes the mission's place; `plan.changed` follows.
    case changePlan(ShownProposal, by: Participant)
    /// What was proposed is taken off the table.
    case dropProposal
    /// The same plan again with nobody responding, up to that offset; nil is the whole window.
    case playTwin(Nanoseconds?)
    /// The twin that is being played is thrown away.
    case stopTwin(String)
    /// The folder is closed and summed up.
    case seal
    /// Mission and salt are published.
    case reveal
  }
}
