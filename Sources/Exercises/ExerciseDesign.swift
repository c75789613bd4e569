import Readiness
package import Vocabulary

/// What is fixed about an exercise when it is made; what its rules need and nothing else.
///
/// Shape: the fields of `exercise.designed`, from which it is read back.
package struct ExerciseDesign: Sendable, Equatable, Codable {
  /// The neutral name.
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
  /// Every mechanism that a hypothesis may pick, whatever this mission does.
  package var mechanisms: [String]
  /// Responses of the mission's key, all classes together, by which a machine grades decisions.
  package var responses: [String]
  /// Whether nothing is injected.
  package var isSham: Bool
  /// The machines that the exercise is meant for; nil where it is meant for a range alone.
  package var machines: NamedMachines?

  /// How many different persons must say start; one of them is white.
  package var startPersons: Int { needsTwoPersons || machines?.isProduction == true ? 2 : 1 }

  /// A design.
  package init(
    code: String, mode: String = "evaluate", needsTwoPersons: Bool = false, raters: Int = 2,
    steps: [StepName], hosts: [HostName], mechanisms: [String], responses: [String],
    isSham: Bool = false, machines: NamedMachines? = nil
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
    self.machines = machines
  }

  /// What an event asks persons to grade; the score asks in the same way.
  func gradable(_ event: TimelineEvent) -> Gradable? {
    Gradable.of(
      event, hosts: hosts,
      key: .init(preferred: responses, acceptable: [], harmful: []))
  }
}

/// Which inventory an exercise is meant for, and whether it is production.
package struct NamedMachines: Sendable, Equatable, Codable {
  /// The inventory's name.
  package var inventory: String
  /// Whether two different persons must say start.
  package var isProduction: Bool
  /// The cluster that its database must say it belongs to; nil where it has none.
  package var cluster: String?

  /// The machines of an inventory.
  package init(inventory: String, isProduction: Bool, cluster: String?) {
    self.inventory = inventory
    self.isProduction = isProduction
    self.cluster = cluster
  }
}
