package import Evidence
package import Exercises
import Faults
package import Vocabulary

/// What white decides when an exercise with people is made.
package struct LiveSetup: Sendable {
  /// The mission's text.
  package var mission: String
  /// What is to happen; its budget says how long the exercise is.
  package var plan: Plan
  /// By whose promises it is scored.
  package var service: Service
  /// Who is invited.
  package var people: [Participant]
  /// `evaluate` or `train`.
  package var mode: String
  /// Whether nothing is injected, to measure false alarms.
  package var isSham: Bool
  /// Whether the clock starts only when two persons have said so.
  package var needsTwoPersons: Bool
  /// The data class that is printed on everything.
  package var classification: String
  /// Secrets with which PagerDuty signs its webhooks; with none, the token alone lets them in.
  package var signingSecrets: [String]
  /// Who is asked for alerts that a webhook left out; nil where nobody is.
  package var alertmanager: AlertmanagerAddress?
  /// The machines that it is meant for; they are looked at, and nothing is injected there.
  package var machines: Inventory?
  /// Who lets it start without re-tests of last quarter; nil where none is missing.
  package var gateOverride: OverriddenGate?

  /// A setup.
  package init(
    mission: String, plan: Plan, service: Service = .standard, people: [Participant],
    mode: String = "evaluate", isSham: Bool = false, needsTwoPersons: Bool = false,
    classification: String = "internal", signingSecrets: [String] = [],
    alertmanager: AlertmanagerAddress? = nil, machines: Inventory? = nil,
    gateOverride: OverriddenGate? = nil
  ) {
    self.mission = mission
    self.plan = plan
    self.service = service
    self.people = people
    self.mode = mode
    self.isSham = isSham
    self.needsTwoPersons = needsTwoPersons
    self.classification = classification
    self.signingSecrets = signingSecrets
    self.alertmanager = alertmanager
    self.machines = machines
    self.gateOverride = gateOverride
  }

  /// What the rules of the exercise need of it.
  func design(code: String) -> ExerciseDesign {
    var design = ExerciseDesign(
      code: code, mode: mode, needsTwoPersons: needsTwoPersons, steps: [], hosts: [],
      mechanisms: FaultCatalogue.all.map(\.signature.kind).sorted(), responses: [],
      isSham: isSham,
      machines: machines.map {
        NamedMachines(
          inventory: $0.name, isProduction: $0.isProduction, cluster: $0.database?.identity)
      })
    design.take(plan)
    return design
  }
}

extension ExerciseDesign {
  /// What the rules need of a plan.
  mutating func take(_ plan: Plan) {
    let key = plan.blue.responses
    steps = plan.steps.map(\.name)
    hosts = plan.hosts.map(\.name) + plan.database.lookAlikes
    responses = key.preferred + key.acceptable + key.harmful
  }
}

/// An exercise that was made: the tokens are told here, once, and kept nowhere.
package struct MadeExercise: Sendable {
  /// Such as `brisk-heron-42`.
  package var code: String
  /// Where it lies.
  package var folder: RunFolder
  /// One-time invitations, in the order of the setup's people.
  package var invitations: [(person: Participant, token: String)]
  /// By what webhooks of outside senders come in.
  package var webhook: String
  /// SHA-256 over salt, mission and plan.
  package var commitment: String
}
