/// A scripted responder: what a team's runbook would do on which alert, after realistic delays.
package struct Runbook: Sendable, Equatable {
  /// Equals the file's name without its extension.
  package var name: String
  /// One line for people.
  package var title: String
  /// Each rule fires once, when its condition first holds.
  package var rules: [Rule]

  /// A runbook as it was read.
  package init(name: String, title: String, rules: [Rule]) {
    self.name = name
    self.title = title
    self.rules = rules
  }

  /// A condition and what follows it, in order.
  package struct Rule: Sendable, Equatable {
    /// What sets it off.
    package var on: Condition
    /// What is done, one after the other.
    package var entries: [Entry]

    /// A rule as it was read.
    package init(on: Condition, entries: [Entry]) {
      self.on = on
      self.entries = entries
    }
  }

  /// One thing a responder does, `delay` after the one before.
  package struct Entry: Sendable, Equatable {
    /// Thinking and typing time before it.
    package var delay: Nanoseconds
    /// What is done.
    package var move: Move

    /// An entry as it was read.
    package init(delay: Nanoseconds, move: Move) {
      self.delay = delay
      self.move = move
    }
  }

  /// What blue can do: believe, decide, act.
  package enum Move: Sendable, Equatable {
    /// A hypothesis with its confidence in 0…1 and the evidence it rests on.
    case hypothesis(mechanism: String, location: String, confidence: Double, evidence: String?)
    /// A posted choice of response.
    case decide(String)
    /// An operator's action on hosts; `on` is empty where the kind acts on none.
    case act(kind: String, on: String, parameters: [String: ParameterValue])
  }
}
