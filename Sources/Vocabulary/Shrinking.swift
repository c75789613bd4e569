/// A search for the smallest mission that still fails, with all that was tried: `shrink.json`.
package struct Shrinking: Sendable, Equatable, Codable {
  /// The mission that was shrunk.
  package var mission: String
  /// The run folder or the file that it was read from.
  package var source: String
  /// Who played blue.
  package var responder: String
  /// The failure that every smaller mission had to show; nil while none was seen.
  package var failure: FailureSign?
  /// How many trials of how many must show it.
  package var rule: TrialRule
  /// The first seed.
  package var seed: UInt64
  /// The steps of the mission that was shrunk.
  package var before: [StepName]
  /// The steps that are left.
  package var steps: [StepName]
  /// What was left out or made smaller, in words, in the order in which it was.
  package var dropped: [String]
  /// Everything that was tried, in order; repeats were not run again.
  package var attempts: [Attempt]
  /// The parts of which none can be left out or made smaller by itself: that was tried.
  package var minimalIn: [ShrinkPart]
  /// Trials of the smallest mission on seeds that the search had not seen; nil where none was run.
  package var confirmation: Confirmation?
  /// Why the search ended.
  package var end: End
  /// The digest of the smallest mission's text.
  package var sha256: String

  /// Why a search ended.
  package enum End: String, Sendable, Codable {
    /// Everything was tried.
    case complete
    /// The budget was spent; a smaller mission may exist.
    case budget
    /// Somebody stopped it.
    case interrupted
    /// The mission itself did not fail often enough to begin with.
    case notReproduced = "not reproduced"
    /// The mission itself gave too few valid exercises to begin with.
    case unjudged
  }

  /// How often the smallest mission failed on fresh seeds.
  package struct Confirmation: Sendable, Equatable, Codable {
    /// Trials with the failure.
    package var failed: Int
    /// All valid trials.
    package var trials: Int
    /// Whether that is enough by the rule.
    package var isConfirmed: Bool

    /// A count of trials.
    package init(failed: Int, trials: Int, isConfirmed: Bool) {
      self.failed = failed
      self.trials = trials
      self.isConfirmed = isConfirmed
    }
  }

  /// One mission that was tried.
  package struct Attempt: Sendable, Equatable, Codable {
    /// Such as `without restart`.
    package var words: String
    /// What it tried to make smaller; nil for the mission itself and for confirmations.
    package var part: ShrinkPart?
    /// How many steps it has.
    package var steps: Int
    /// Trials that showed the failure.
    package var failed = 0
    /// Trials that did not.
    package var held = 0
    /// Exercises that were invalid, with why; they are no trials.
    package var invalid: [String] = []
    /// What followed.
    package var decision: Decision = .undecided
    /// The first twelve digits of its digest, which name its folder of run folders.
    package var digest: String

    /// What a candidate came to.
    package enum Decision: String, Sendable, Codable {
      case fails, holds, undecided
      /// Too many of its exercises were invalid.
      case unjudged
      /// It is no mission that can run.
      case refused
    }

    /// One that has no trial yet.
    package init(words: String, part: ShrinkPart?, steps: Int, digest: String) {
      self.words = words
      self.part = part
      self.steps = steps
      self.digest = digest
    }
  }

  /// All parts at once.
  package init(
    mission: String, source: String, responder: String, failure: FailureSign?, rule: TrialRule,
    seed: UInt64, before: [StepName], steps: [StepName], dropped: [String], attempts: [Attempt],
    minimalIn: [ShrinkPart], confirmation: Confirmation?, end: End, sha256: String
  ) {
    self.mission = mission
    self.source = source
    self.responder = responder
    self.failure = failure
    self.rule = rule
    self.seed = seed
    self.before = before
    self.steps = steps
    self.dropped = dropped
    self.attempts = attempts
    self.minimalIn = minimalIn
    self.confirmation = confirmation
    self.end = end
    self.sha256 = sha256
  }
}

/// What of a mission is made smaller, in the order in which it is tried.
package enum ShrinkPart: String, Sendable, Codable, CaseIterable {
  /// Which steps there are.
  case steps
  /// How many hosts they act on.
  case targets
  /// How long they last and how strong they are.
  case lengths
}
