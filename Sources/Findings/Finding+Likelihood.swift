package import Readiness

extension Finding {
  /// k of n of all trials that count.
  package var allTrials: Likelihood { Self.count(trials.filter(\.counts)) }

  /// k of n since the last claim of a fix: what is true of the system as it is now.
  package var trialsSinceClaim: Likelihood { Self.count(sinceClaim) }

  /// What ranks it: the trials since the last claim where there are any, else all.
  ///
  /// A claim alone moves nothing; the first trial after it does.
  package var likelihood: Likelihood {
    trialsSinceClaim.trials > 0 ? trialsSinceClaim : allTrials
  }

  /// Blast radius × measured likelihood.
  package var priority: Priority { Priority(blast: blast, likelihood: likelihood) }

  /// The trials that count since the last claim of a fix.
  ///
  /// What people must do, only they can show to be mended; anybody can show that it is not.
  var sinceClaim: [Trial] {
    guard !claims.isEmpty else { return [] }
    return trials.filter { trial in
      trial.counts && trial.claims == claims.count && trial.isSinceClaim
        && (opening.proof == .machine || trial.fact.isOfPeople || trial.fact.isShown)
    }
  }

  static func count(_ trials: [Trial]) -> Likelihood {
    Likelihood(count: trials.count(where: \.fact.isShown), trials: trials.count)
  }

  /// What the trials since the claim show.
  package var demonstration: Demonstration { Demonstration(of: self) }
}
