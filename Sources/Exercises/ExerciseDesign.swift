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
  /// Mechanisms that a machine can grade.
  package var mechanisms: [String]
  /// Responses of the mission's key, all classes together, by which a machine grades decisions.
  package var responses: [String]
  /// Whether nothing is injected.
  package var isSham: Bool

  /// A design.
  package init(
    code: String, mode: String = "evaluate", needsTwoPersons: Bool = false, raters: Int = 2,
    steps: [StepName], hosts: [HostName], mechanisms: [String], responses: [String],
    isSham: Bool = false
  ) {
    self.code = code
    self.mode = mode
    self.needsTwoPersons = needsTwoPersons
    self.raters = raters
    self.steps = steps
    self.hosts = hosts
    self.mechanisms = mechanisms
    self.responses = responses
    self.isSham = isSham
  }

  /// Whether a machine can grade a hypothesis: its picks are of the lists.
  package func grades(mechanism: String, location: String) -> Bool {
    let known = Set(hosts.map { $0.rawValue.lowercased() })
    let named = location.lowercased().split { ", ".contains($0) }.map(String.init)
    return mechanisms.contains { $0.lowercased() == mechanism.lowercased() }
      && !named.isEmpty && named.allSatisfy(known.contains)
  }

  /// Whether a machine can grade a decision: the mission's key lists it, whatever the word order.
  package func grades(response: String) -> Bool {
    let words = Self.words(response)
    return responses.contains {
      let listed = Self.words($0)
      return listed.verb == words.verb
        && (listed.hosts.isEmpty || (!words.hosts.isEmpty && words.hosts.isSubset(of: listed.hosts)))
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
