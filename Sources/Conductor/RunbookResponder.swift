package import Vocabulary

/// Plays blue from a runbook: believes, decides and acts, after the delays the runbook gives.
///
/// Shape: a pure state machine; each rule fires once; its entries run one after the other.
/// Units: times are offsets from the start of the exercise.
package struct RunbookResponder: Sendable {
  private let runbook: Runbook
  private var fired: Set<Int> = []
  private var queue: [Due] = []

  private struct Due: Sendable {
    var at: Nanoseconds
    var move: Runbook.Move
    var alerted: HostName?
  }

  /// A move with its host words replaced by what blue could see at that moment.
  package enum Move: Sendable, Equatable {
    /// A posted hypothesis.
    case hypothesis(mechanism: String, location: String, confidence: Double, evidence: String?)
    /// A posted decision.
    case decide(String)
    /// An operator's action on hosts; none where the words matched no host.
    case act(
      kind: String, on: [HostName], words: String, parameters: [String: ParameterValue])
  }

  /// A responder that has done nothing yet.
  package init(runbook: Runbook) { self.runbook = runbook }

  /// Whether something is still to be done for a rule that fired.
  package var isBusy: Bool { !queue.isEmpty }

  /// Looks at the facts and returns the moves that are due.
  package mutating func handle(at now: Nanoseconds, facts: ConditionFacts) -> [Move] {
    for (index, rule) in runbook.rules.enumerated() where !fired.contains(index) {
      guard facts.holds(rule.on, since: .zero) else { continue }
      fired.insert(index)
      var due = now
      for entry in rule.entries {
        due = due + entry.delay
        queue.append(Due(at: due, move: entry.move, alerted: Self.alerted(rule.on, facts)))
      }
    }
    let ready = queue.filter { $0.at <= now }
    queue.removeAll { $0.at <= now }
    return ready.map { resolve($0, facts: facts) }
  }

  private static func alerted(_ condition: Condition, _ facts: ConditionFacts) -> HostName? {
    guard case .alert(let name) = condition else { return nil }
    return facts.alerts.keys.filter { $0.name == name }.min()?.host
  }

  private func resolve(_ due: Due, facts: ConditionFacts) -> Move {
    switch due.move {
    case .hypothesis(let mechanism, let location, let confidence, let evidence):
      let hosts = hosts(location, due: due, facts: facts)
      return .hypothesis(
        mechanism: mechanism,
        location: hosts.isEmpty ? location : hosts.map(\.rawValue).joined(separator: ","),
        confidence: confidence, evidence: evidence)
    case .decide(let response):
      return .decide(resolve(response, due: due, facts: facts))
    case .act(let kind, let on, let parameters):
      return .act(
        kind: kind, on: hosts(on, due: due, facts: facts), words: on, parameters: parameters)
    }
  }

  /// `restart alerted` as `restart n3`; words that stand for no host stay.
  private func resolve(_ response: String, due: Due, facts: ConditionFacts) -> String {
    func named(_ words: String) -> String? {
      let hosts = Self.selectors.contains(words) ? hosts(words, due: due, facts: facts) : []
      return hosts.isEmpty ? nil : hosts.map(\.rawValue).joined(separator: ",")
    }
    let words = response.split(separator: " ").map(String.init)
    let all = words.dropFirst().joined(separator: " ")
    if let verb = words.first, let hosts = named(all) { return "\(verb) \(hosts)" }
    return words.map { named($0) ?? $0 }.joined(separator: " ")
  }

  private static let selectors: Set = [
    "alerted", "leader", "former leader", "followers", "other follower", "stopped", "silent",
    "answering", "serving", "healthy", "look-alike",
  ]

  private func hosts(_ words: String, due: Due, facts: ConditionFacts) -> [HostName] {
    switch words {
    // An alert on the whole cluster leaves it to those beside it to say where.
    case "alerted": due.alerted.map { [$0] } ?? facts.members.sorted().filter(facts.isAlerted)
    case "leader": facts.leader.map { [$0] } ?? []
    case "former leader": facts.formerLeader.map { $0 == facts.leader ? [] : [$0] } ?? []
    case "stopped", "silent": facts.silent.sorted()
    case "answering": facts.members.filter { !facts.silent.contains($0) }.sorted()
    case "serving": facts.serving.sorted()
    case "healthy": facts.serving.filter { !facts.isAlerted($0) }.sorted()
    case "followers": facts.members.filter { $0 != facts.leader }
    case "other follower":
      Array(
        facts.members.sorted().filter {
          $0 != facts.leader && $0 != due.alerted && !facts.isAlerted($0)
        }.prefix(1))
    case "look-alike": facts.lookAlikes.sorted()
    default: (facts.members + facts.lookAlikes).filter { $0.rawValue == words }
    }
  }
}
