/// Whether something holds: the worst of several stands.
package enum Validity: String, Sendable, Codable, CaseIterable {
  case valid
  case unknown
  case invalid

  /// The worse of two; `invalid` beats `unknown` beats `valid`.
  package func merged(with other: Validity) -> Validity {
    switch (self, other) {
    case (.invalid, _), (_, .invalid): .invalid
    case (.unknown, _), (_, .unknown): .unknown
    case (.valid, .valid): .valid
    }
  }
}

/// What one checker says of one history.
package struct Verdict: Sendable, Equatable, Codable {
  /// The checker's name, such as `linearizable`.
  package var checker: String
  /// What it decided; a checker that fails or runs out of budget says `unknown`.
  package var result: Validity
  /// One sentence for people.
  package var summary: String
  /// What it found, worst first.
  package var anomalies: [Anomaly]
  /// The checker's own figures.
  package var detail: [String: JSONValue]

  /// A verdict of a checker.
  package init(
    checker: String, result: Validity, summary: String, anomalies: [Anomaly] = [],
    detail: [String: JSONValue] = [:]
  ) {
    self.checker = checker
    self.result = result
    self.summary = summary
    self.anomalies = anomalies
    self.detail = detail
  }
}

/// One violation by its name in the field, with the operations that show it.
package struct Anomaly: Sendable, Equatable, Codable {
  /// Adya's or Elle's name, or `stale read`, `lost write`.
  package var name: String
  /// The key it is about, where there is one.
  package var key: String?
  /// One sentence for people.
  package var summary: String
  /// The smallest set of operations that cannot be explained, in order of invocation.
  package var witness: [WitnessOperation]
  /// How far the key's history can be explained, where the checker knows.
  package var validPrefix: ValidPrefix?
  /// The cycle through the transactions of the witness, step by step; nil where there is none.
  package var cycle: [CycleEdge]?

  /// A violation that a checker found.
  package init(
    name: String, key: String?, summary: String, witness: [WitnessOperation],
    validPrefix: ValidPrefix? = nil, cycle: [CycleEdge]? = nil
  ) {
    self.name = name
    self.key = key
    self.summary = summary
    self.witness = witness
    self.validPrefix = validPrefix
    self.cycle = cycle
  }
}

/// An operation as a witness shows it.
package struct WitnessOperation: Sendable, Equatable, Codable {
  /// The logical client.
  package var process: Int
  /// As people write it: `write 7`, `read → 5`, `cas 5→6`.
  package var label: String
  /// When it was invoked, on the history's clock.
  package var invokedNs: Nanoseconds
  /// When it completed; nil where it never did.
  package var completedNs: Nanoseconds?
  /// What became of it.
  package var outcome: Outcome
  /// Whether this is the operation that cannot be placed.
  package var isImpossible: Bool

  /// An operation for a picture.
  package init(
    process: Int, label: String, invokedNs: Nanoseconds, completedNs: Nanoseconds?,
    outcome: Outcome, isImpossible: Bool
  ) {
    self.process = process
    self.label = label
    self.invokedNs = invokedNs
    self.completedNs = completedNs
    self.outcome = outcome
    self.isImpossible = isImpossible
  }
}

/// What became of an operation; Jepsen's meaning.
package enum Outcome: String, Sendable, Codable, CaseIterable {
  /// It happened.
  case ok
  /// It did not happen.
  case fail
  /// Nobody knows; it may take effect at any later time.
  case info
}
