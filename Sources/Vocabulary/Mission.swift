/// What a person wrote: one multi-step failure scenario with its hypothesis, nothing decided yet.
package struct Mission: Sendable, Equatable {
  /// Equals the file's name without its extension.
  package var name: String
  /// One line for people.
  package var title: String
  /// Incident identifiers or `seed`, where the idea comes from.
  package var from: [String] = []
  /// The row of the coverage map.
  package var family: String
  /// 1 (easy) to 5 (hard), told apart in trends.
  package var difficulty: Int
  /// The database under attack.
  package var database: DatabaseSpecification
  /// The load during the exercise.
  package var workload: WorkloadSpecification
  /// What the database promises under these settings.
  package var claims: [Claim]
  /// The sentence that the exercise tests.
  package var hypothesis: String
  /// The harm red wants.
  package var objective: Objective
  /// Names for hosts, bound by the seed; in the order they were written.
  package var targets: [TargetBinding]
  /// The steps in the order they were written.
  package var steps: [MissionStep]
  /// What blue is told, and how blue is graded.
  package var blue: BlueBrief
  /// The rubric's constants for unattended runs.
  package var rehearsalBudget: Budget
  /// The rubric's constants for exercises with people.
  package var liveBudget: Budget
  /// When everything is healed and stopped.
  package var limits: SafetyLimits
  /// Which parts are run alone.
  package var ablation: AblationSpecification
  /// Where blue's alerts come from; nil leaves it to the range.
  package var monitoring: MonitoringWish?
  /// Findings that this mission re-tests.
  package var retests: [String] = []
  /// What must come out of it; nil where the file does not say.
  package var expect: MissionExpectation?
  /// The service by whose promises it is scored; nil takes the built-in one.
  package var service: String?

  /// All parts at once; the parser is the only caller.
  package init(
    name: String, title: String, family: String, difficulty: Int,
    database: DatabaseSpecification, workload: WorkloadSpecification, claims: [Claim],
    hypothesis: String, objective: Objective, targets: [TargetBinding], steps: [MissionStep],
    blue: BlueBrief, rehearsalBudget: Budget, liveBudget: Budget, limits: SafetyLimits,
    ablation: AblationSpecification
  ) {
    self.name = name
    self.title = title
    self.family = family
    self.difficulty = difficulty
    self.database = database
    self.workload = workload
    self.claims = claims
    self.hypothesis = hypothesis
    self.objective = objective
    self.targets = targets
    self.steps = steps
    self.blue = blue
    self.rehearsalBudget = rehearsalBudget
    self.liveBudget = liveBudget
    self.limits = limits
    self.ablation = ablation
  }
}

/// The harm that red pursues.
package enum Objective: String, Sendable, Codable, CaseIterable {
  case dataLoss = "data-loss"
  case unavailability
  case corruption
}

/// A promise of the database that a checker tests.
package enum Claim: String, Sendable, Codable, CaseIterable {
  case linearizable
  case noAcknowledgedLoss = "no-acknowledged-loss"
  case replicasAgree = "replicas-agree"
  case serializable
}

/// A name for one or several hosts and the words that say which.
package struct TargetBinding: Sendable, Equatable {
  /// The name that steps use, such as `slow`.
  package var name: String
  /// The words after the colon, such as `other follower`; resolved by the seed.
  package var expression: String
  /// Where it stands in the file.
  package var position: SourcePosition

  /// A binding as it was read.
  package init(name: String, expression: String, position: SourcePosition) {
    self.name = name
    self.expression = expression
    self.position = position
  }
}

/// A line and a column of a file, both from 1.
package struct SourcePosition: Sendable, Hashable, Codable {
  /// From 1.
  package var line: Int
  /// From 1.
  package var column: Int

  /// A position as a parser reports it.
  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}
