package import Vocabulary

/// What blue may see: made of blue's own record and nothing else.
package struct BlueView: Sendable, Equatable, Codable {
  /// What every role may know.
  package var header: ExerciseHeader
  /// Alerts that were delivered, oldest first.
  package var alerts: [ShownAlert]
  /// The ledger, oldest first.
  package var hypotheses: [ShownHypothesis]
  /// What blue chose, oldest first.
  package var decisions: [ShownDecision]
  /// What blue did, oldest first.
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
  /// By which it is taken and resolved.
  package var id: String
  /// The rule that fired.
  package var name: String
  /// Where it was seen; nil where it is about no single host.
  package var host: HostName?
  /// The sender's words.
  package var summary: String
  /// Who sent it, such as `alertmanager`.
  package var source: String
  /// Offset of the delivery on the exercise clock.
  package var notifiedNs: Nanoseconds
  /// Offset of its end; nil while it fires.
  package var resolvedNs: Nanoseconds?
  /// Who took it; nil while nobody did.
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
  /// Who stated it last.
  package var by: String
  /// What is broken, such as `disk.slow`.
  package var mechanism: String
  /// On which hosts, with commas.
  package var location: String
  /// Its share of belief, 0 to 1.
  package var confidence: Double
  /// What it rests on.
  package var evidence: [String]
  /// Anything else, in own words.
  package var text: String
  /// Offset of its last statement.
  package var postedNs: Nanoseconds
  /// Offset of its withdrawal; nil while it is open.
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
  /// `D1`, `D2`, ….
  package var id: String
  /// Who posted it.
  package var by: String
  /// What is to be done, such as `restart n1`.
  package var response: String
  /// Why, in own words.
  package var text: String
  /// Offset of the post.
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
  /// Who typed it.
  package var by: String
  /// Where it ran, shown large.
  package var host: String
  /// As it was typed.
  package var command: String
  /// Its exit code; nil where none was seen.
  package var exit: Int?
  /// Offset of its start.
  package var startedNs: Nanoseconds
  /// How long it ran; nil where its end was not seen.
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
