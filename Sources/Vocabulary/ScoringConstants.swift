/// Every number that a score depends on beside the evidence: `constants.json`.
///
/// Shape: written into the run folder before the exercise starts and sealed with it.
/// Source: `docs/reference/service.md`.
package struct ScoringConstants: Sendable, Equatable, Codable {
  /// What the service promises, and the blast radius table.
  package var service: ServiceConstants
  /// How phases and readiness are scored.
  package var rubric: Rubric
  /// The mission's budget that applies.
  package var budget: Budget
  /// The budget with people: the mission's, or the service's own where it has one.
  package var liveBudget: Budget

  /// The constants of a mission's plan for a service.
  package init(plan: Plan, service: Service = .standard) {
    self.service = service.constants
    rubric = service.rubric
    budget = plan.budget
    liveBudget = service.liveBudget ?? plan.liveBudget
  }
}

/// A service as its team wrote it down: `services/<name>.yaml`.
package struct Service: Sendable, Equatable {
  /// What it promises its users.
  package var constants: ServiceConstants
  /// The rubric by which its exercises are scored.
  package var rubric: Rubric
  /// Its budget with people; nil takes the mission's.
  package var liveBudget: Budget?

  /// A service.
  package init(constants: ServiceConstants, rubric: Rubric, liveBudget: Budget? = nil) {
    self.constants = constants
    self.rubric = rubric
    self.liveBudget = liveBudget
  }

  /// What applies where nobody names a service.
  package static let standard = Service(constants: .standard, rubric: .standard)
}

/// Which constants a score used: names, versions, and where they came from.
package struct ConstantsMark: Sendable, Equatable, Codable {
  /// The service's name.
  package var service: String
  /// Its version.
  package var serviceVersion: String
  /// The rubric's version.
  package var rubricVersion: String
  /// SHA-256 of `constants.json`, in hexadecimal.
  package var sha256: String
  /// Whether they are those of the run folder; an older folder has none, and takes the built-in.
  package var isSealed: Bool

  /// A mark beside a score.
  package init(_ constants: ScoringConstants, sha256: String, isSealed: Bool) {
    service = constants.service.name
    serviceVersion = constants.service.version
    rubricVersion = constants.rubric.version
    self.sha256 = sha256
    self.isSealed = isSealed
  }

  /// `service default 1, rubric 1 (3fa4c21b)`.
  package var words: String {
    "service \(service) \(serviceVersion), rubric \(rubricVersion) (\(sha256.prefix(8)))"
      + (isSealed ? "" : ", built in: the folder has none")
  }
}
