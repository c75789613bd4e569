/// A mission with nothing left to decide: hosts, seed, every fault with its start, life and cure.
///
/// Shape: the same mission, seed and topology give the same bytes in `plan.json`.
/// Units: all times are offsets from the start of the exercise, in ns.
package struct Plan: Sendable, Equatable, Codable {
  /// The mission's name.
  package var mission: String
  /// The mission's title.
  package var title: String
  /// SHA-256 of the mission's text, in hexadecimal.
  package var missionSha256: String
  /// The seed that every choice came from.
  package var seed: UInt64
  /// The hosts with the roles they must have before the start.
  package var hosts: [PlannedHost]
  /// What each target name of the mission stands for.
  package var targets: [String: [HostName]]
  /// The database under attack.
  package var database: DatabaseSpecification
  /// The load.
  package var workload: WorkloadSpecification
  /// What the checkers test.
  package var claims: [Claim]
  /// The mission's hypothesis.
  package var hypothesis: String
  /// The harm red wants.
  package var objective: Objective
  /// The family of the coverage map.
  package var family: String
  /// 1 to 5.
  package var difficulty: Int
  /// The steps in the order they were written.
  package var steps: [PlannedStep]
  /// The brief with all target words replaced by host names.
  package var blue: BlueBrief
  /// The rubric's constants that apply.
  package var budget: Budget
  /// The constants with people; a rehearsal's are compared with them, for its clock is faster.
  package var liveBudget: Budget
  /// When everything stops.
  package var limits: SafetyLimits
  /// Which parts are run alone.
  package var ablation: AblationSpecification

  /// Where blue's alerts come from; nil in plans of before there was a choice.
  package var monitoring: MonitoringSpecification?

  /// All parts at once; the resolver is the only caller outside tests.
  package init(
    mission: String, title: String, missionSha256: String, seed: UInt64, hosts: [PlannedHost],
    targets: [String: [HostName]], database: DatabaseSpecification,
    workload: WorkloadSpecification, claims: [Claim], hypothesis: String, objective: Objective,
    family: String, difficulty: Int, steps: [PlannedStep], blue: BlueBrief, budget: Budget,
    liveBudget: Budget? = nil,
    limits: SafetyLimits, ablation: AblationSpecification
  ) {
    self.mission = mission
    self.title = title
    self.missionSha256 = missionSha256
    self.seed = seed
    self.hosts = hosts
    self.targets = targets
    self.database = database
    self.workload = workload
    self.claims = claims
    self.hypothesis = hypothesis
    self.objective = objective
    self.family = family
    self.difficulty = difficulty
    self.steps = steps
    self.blue = blue
    self.budget = budget
    self.liveBudget = liveBudget ?? budget
    self.limits = limits
    self.ablation = ablation
  }
}

/// A host of a plan and the role that it is given before the start.
package struct PlannedHost: Sendable, Equatable, Codable {
  /// Such as `n1`.
  package var name: HostName
  /// `leader` or `follower`; arranged before the exercise starts.
  package var role: String

  /// A host with its role.
  package init(name: HostName, role: String) {
    self.name = name
    self.role = role
  }
}

/// A step with its hosts, start, life and cure decided.
package struct PlannedStep: Sendable, Equatable, Codable {
  /// Unique within the plan.
  package var name: StepName
  /// `inject`, `operate`, `cue`, `wait` or `heal`.
  package var verb: Verb
  /// The kind of fault or operation; a cue's text; the step that a heal ends; empty for a wait.
  package var kind: String
  /// When it starts.
  package var start: StepStart
  /// How long a fault lives, or a wait lasts.
  package var lifeNs: Nanoseconds?
  /// The hosts it acts on, ascending; for links, all hosts that must change.
  package var hosts: [HostName]
  /// The directed links it cuts or degrades; empty for faults that are no network faults.
  package var links: [Link]
  /// The kind's parameters.
  package var parameters: [String: ParameterValue]
  /// What ends it: `after its life` or the name of a heal step; nil where nothing needs ending.
  package var cure: String?

  /// The five things that a step can be.
  package enum Verb: String, Sendable, Codable { case inject, operate, cue, wait, heal }

  /// A step as the resolver made it.
  package init(
    name: StepName, verb: Verb, kind: String, start: StepStart, lifeNs: Nanoseconds?,
    hosts: [HostName], links: [Link], parameters: [String: ParameterValue], cure: String?
  ) {
    self.name = name
    self.verb = verb
    self.kind = kind
    self.start = start
    self.lifeNs = lifeNs
    self.hosts = hosts
    self.links = links
    self.parameters = parameters
    self.cure = cure
  }
}

/// One direction between two hosts.
package struct Link: Sendable, Hashable, Codable, Comparable {
  /// The sender.
  package var from: HostName
  /// The receiver.
  package var to: HostName

  /// The direction from one host to another.
  package init(from: HostName, to: HostName) {
    self.from = from
    self.to = to
  }

  /// Orders by sender, then receiver.
  package static func < (left: Link, right: Link) -> Bool {
    (left.from, left.to) < (right.from, right.to)
  }
}
