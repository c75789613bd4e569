package import Vocabulary

/// What blue may see: made of blue's own record and nothing else.
package struct BlueView: Sendable, Equatable, Codable {
  package var header: ExerciseHeader
  /// Alerts that were delivered, oldest first.
  package var alerts: [ShownAlert]
  package var hypotheses: [ShownHypothesis]
  package var decisions: [ShownDecision]
  package var actions: [ShownAction]
  /// Cues, hints, hand-overs, declarations, notes: everything else in blue's record, oldest first.
  package var messages: [TimelineEvent]
  /// Hosts of the cluster and the ops host: what a hypothesis may name.
  package var hosts: [HostName]
  /// Every mechanism that Cygnet knows, whatever this mission does.
  package var mechanisms: [String]
  /// Ids of this person's open terminals.
  package var terminals: [String]

  /// A blue page.
  package init(
    header: ExerciseHeader, alerts: [ShownAlert], hypotheses: [ShownHypothesis],
    decisions: [ShownDecision], actions: [ShownAction], messages: [TimelineEvent],
    hosts: [HostName], mechanisms: [String], terminals: [String]
  ) {
    self.header = header
    self.alerts = alerts
    self.hypotheses = hypotheses
    self.decisions = decisions
    self.actions = actions
    self.messages = messages
    self.hosts = hosts
    self.mechanisms = mechanisms
    self.terminals = terminals
  }
}

/// An alert as it was delivered.
package struct ShownAlert: Sendable, Equatable, Codable {
  package var id: String
  package var name: String
  package var host: HostName?
  package var summary: String
  package var source: String
  /// Offset of the delivery on the exercise clock.
  package var notifiedNs: Nanoseconds
  package var resolvedNs: Nanoseconds?
  package var acknowledgedBy: String?

  /// A delivered alert.
  package init(
    id: String, name: String, host: HostName?, summary: String, source: String,
    notifiedNs: Nanoseconds, resolvedNs: Nanoseconds?, acknowledgedBy: String?
  ) {
    self.id = id
    self.name = name
    self.host = host
    self.summary = summary
    self.source = source
    self.notifiedNs = notifiedNs
    self.resolvedNs = resolvedNs
    self.acknowledgedBy = acknowledgedBy
  }
}

/// A hypothesis in blue's ledger.
package struct ShownHypothesis: Sendable, Equatable, Codable {
  /// `H1`, `H2`, ….
  package var id: String
  package var by: String
  package var mechanism: String
  package var location: String
  package var confidence: Double
  package var evidence: [String]
  package var text: String
  package var postedNs: Nanoseconds
  package var withdrawnNs: Nanoseconds?

  /// A posted hypothesis.
  package init(
    id: String, by: String, mechanism: String, location: String, confidence: Double,
    evidence: [String], text: String, postedNs: Nanoseconds, withdrawnNs: Nanoseconds?
  ) {
    self.id = id
    self.by = by
    self.mechanism = mechanism
    self.location = location
    self.confidence = confidence
    self.evidence = evidence
    self.text = text
    self.postedNs = postedNs
    self.withdrawnNs = withdrawnNs
  }
}

/// A posted decision.
package struct ShownDecision: Sendable, Equatable, Codable {
  package var id: String
  package var by: String
  package var response: String
  package var text: String
  package var postedNs: Nanoseconds

  /// A posted decision.
  package init(id: String, by: String, response: String, text: String, postedNs: Nanoseconds) {
    self.id = id
    self.by = by
    self.response = response
    self.text = text
    self.postedNs = postedNs
  }
}

/// A command that was executed in a recorded terminal.
package struct ShownAction: Sendable, Equatable, Codable {
  package var by: String
  /// Where it ran, shown large.
  package var host: String
  package var command: String
  package var exit: Int?
  package var startedNs: Nanoseconds
  package var durationNs: Nanoseconds?

  /// An executed command.
  package init(
    by: String, host: String, command: String, exit: Int?, startedNs: Nanoseconds,
    durationNs: Nanoseconds?
  ) {
    self.by = by
    self.host = host
    self.command = command
    self.exit = exit
    self.startedNs = startedNs
    self.durationNs = durationNs
  }
}
