/// One step of a mission, with its targets still as words.
package struct MissionStep: Sendable, Equatable {
  /// What happens.
  package var action: StepAction
  /// The name after `as:`, or one made from the action.
  package var name: StepName
  /// When it happens.
  package var start: StepStart
  /// How long a fault lives; a fault without a life is refused.
  package var life: Nanoseconds?
  /// Target words by their key: `on`, `from`, `to`, `between`, `and`.
  package var targets: [String: String]
  /// The other keys of the step, read by the kind's signature.
  package var parameters: [String: ParameterValue]
  /// Where it stands in the file.
  package var position: SourcePosition

  /// A step as it was read.
  package init(
    action: StepAction, name: StepName, start: StepStart, life: Nanoseconds?,
    targets: [String: String], parameters: [String: ParameterValue], position: SourcePosition
  ) {
    self.action = action
    self.name = name
    self.start = start
    self.life = life
    self.targets = targets
    self.parameters = parameters
    self.position = position
  }
}

/// The one thing that a step does.
package enum StepAction: Sendable, Equatable {
  /// A fault of this kind begins, such as `net.cut`.
  case inject(String)
  /// An operator's action of this kind, rightly or wrongly, such as `maintenance.stop`.
  case operate(String)
  /// A message handed to blue.
  case cue(String)
  /// Nothing, for `life`.
  case wait
  /// The earlier fault of that name ends now.
  case heal(StepName)

  /// The kind that a catalogue knows, for `inject` and `operate`.
  package var kind: String? {
    switch self {
    case .inject(let kind), .operate(let kind): kind
    case .cue, .wait, .heal: nil
    }
  }
}

/// When a step starts; sequence, overlap and triggers without nesting.
package enum StepStart: Sendable, Equatable {
  /// At this offset from the start of the exercise.
  case at(Nanoseconds)
  /// This long after the named step took effect.
  case after(StepName, plus: Nanoseconds)
  /// As soon as the condition holds; skipped, and said so, if it does not within the time.
  case when(Condition, within: Nanoseconds)
}

/// A state of the cluster or of the exercise that a step or a runbook waits for.
package enum Condition: Sendable, Equatable {
  case exerciseStarted
  case cueSent
  case leaderChanged
  case noLeader
  case quorumMinimum
  case lag(bytes: Int64)
  case backupRunning
  case alert(String)
  case blueDecided
  case writeSuccessBelow(Double)
  case stepEffective(StepName)
}

/// A parameter of a step, after its unit was read.
package enum ParameterValue: Sendable, Equatable {
  case duration(Nanoseconds)
  case ratio(Double)
  case bytes(Int64)
  case rate(perSecond: Double)
  /// Bytes in a second.
  case bandwidth(bytesPerS: Int64)
  case partsPerMillion(Double)
  case flag(Bool)
  case number(Double)
  case text(String)
}
