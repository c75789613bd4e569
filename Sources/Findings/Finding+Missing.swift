internal import Vocabulary

extension Finding {
  /// What a finding needs before it is more than a draft.
  package enum Requirement: String, Sendable, Codable, CaseIterable {
    /// The run folder that shows it.
    case evidence = "a link to its evidence"
    /// 1–5.
    case blast = "its blast radius"
    /// At least one trial that counts.
    case trials = "a trial that counts"
    /// Somebody who is still there.
    case owner = "one active person as owner"
    /// A day.
    case deadline = "a deadline"
    /// A machine's test, or what people will have to do.
    case retest = "a named re-test"
  }

  /// What it still needs, in the order of `Requirement`.
  package var missing: [Requirement] { missing(hasTrial: trials.contains(where: \.counts)) }

  func missing(hasTrial: Bool) -> [Requirement] {
    Requirement.allCases.filter { requirement in
      switch requirement {
      case .evidence: opening.run.isEmpty
      case .blast: !(1...5).contains(blast.level)
      case .trials: !hasTrial
      case .owner: owner == nil || isOwnerGone
      case .deadline: due == nil
      case .retest: retest.map { SaidWords.sayNothing($0.text) } ?? true
      }
    }
  }
}
