package import Vocabulary

/// What is fixed about an exercise when it is made; what its rules need and nothing else.
///
/// Shape: the fields of `exercise.designed`, from which it is read back.
package struct ExerciseDesign: Sendable, Equatable, Codable {
  package var code: String
  /// `evaluate` or `train`.
  package var mode: String
  /// Whether the clock starts only when two persons have said so.
  package var needsTwoPersons: Bool
  /// How many raters grade what a machine cannot.
  package var raters: Int
  /// The plan's steps.
  package var steps: [StepName]
  /// Hosts that a hypothesis may name.
  package var hosts: [HostName]
  /// Responses of the mission's key, all classes together, by which a machine grades decisions.
  package var responses: [String]
  /// Whether nothing is injected.
  package var isSham: Bool

  /// A design.
  package init(
    code: String, mode: String = "evaluate", needsTwoPersons: Bool = false, raters: Int = 2,
    steps: [StepName], hosts: [HostName], responses: [String], isSham: Bool = false
  ) {
    self.code = code
    self.mode = mode
    self.needsTwoPersons = needsTwoPersons
    self.raters = raters
    self.steps = steps
    self.hosts = hosts
    self.responses = responses
    self.isSham = isSham
  }

  /// The design of an exercise that carries out a plan.
  package init(
    code: String, mode: String = "evaluate", needsTwoPersons: Bool = false, plan: Plan,
    isSham: Bool = false
  ) {
    let key = plan.blue.responses
    self.init(
      code: code, mode: mode, needsTwoPersons: needsTwoPersons, steps: plan.steps.map(\.name),
      hosts: plan.hosts.map(\.name) + plan.database.lookAlikes,
      responses: key.preferred + key.acceptable + key.harmful, isSham: isSham)
  }

  /// Whether a machine can grade a hypothesis: a kind such as `disk.slow`, on hosts that exist.
  package func grades(mechanism: String, location: String) -> Bool {
    let known = Set(hosts.map { $0.rawValue.lowercased() })
    return mechanism.contains(".") && !mechanism.contains(" ")
      && ShownHypothesis.hosts(location).isSubset(of: known)
  }

  /// Whether a machine can grade a decision: the mission's key lists it, whatever the word order.
  package func grades(response: String) -> Bool {
    let words = Self.words(response)
    return responses.contains {
      let listed = Self.words($0)
      return listed.verb == words.verb
        && (listed.hosts.isEmpty
          || (!words.hosts.isEmpty && words.hosts.isSubset(of: listed.hosts)))
    }
  }

  /// `end-maintenance n1` and `maintenance.end n1` are the same words.
  private static func words(_ text: String) -> (verb: Set<String>, hosts: Set<String>) {
    let parts = text.lowercased().split(separator: " ")
    let hosts = parts.dropFirst().flatMap { $0.split(separator: ",").map(String.init) }
    return (
      Set((parts.first ?? "").split { "-._".contains($0) }.map(String.init)),
      Set(hosts.filter { $0 != "on" })
    )
  }
}
