/// What blue is told, which alerts count, and the decision key; a mission's words unresolved.
package struct BlueBrief: Sendable, Equatable, Codable {
  /// The briefing.
  package var told: String
  /// Names of alerts that count as relevant.
  package var signatures: [String]
  /// Tools taken away from blue, and for how long.
  package var loses: [String: Nanoseconds]
  /// What is true, against which hypotheses are graded.
  package var truth: Truth
  /// How responses are graded.
  package var responses: ResponseKey
  /// When the fault counts as contained.
  package var contained: Predicate
  /// The runbook that plays blue in a rehearsal where no other is named; nil is nobody.
  package var runbook: String?
  /// The runbook that looks right and is wrong, for matrices and track records.
  package var tempting: String?
  /// Whether blue's tools refuse hosts of another cluster than the incident's; nil is no.
  package var guardrail: Bool?

  /// A brief as it was read.
  package init(
    told: String, signatures: [String], loses: [String: Nanoseconds], truth: Truth,
    responses: ResponseKey, contained: Predicate,
    runbook: String? = nil, tempting: String? = nil, guardrail: Bool? = nil
  ) {
    self.told = told
    self.signatures = signatures
    self.loses = loses
    self.truth = truth
    self.responses = responses
    self.contained = contained
    self.runbook = runbook
    self.tempting = tempting
    self.guardrail = guardrail
  }

  /// The components of the right hypothesis.
  package struct Truth: Sendable, Equatable, Codable {
    /// A fault kind, such as `disk.slow`.
    package var mechanism: String
    /// Target words in a mission, host names (comma-separated) in a plan.
    package var location: String
    /// What set it off; nil where a hypothesis need not name it.
    package var trigger: String?

    /// The truth as it was read.
    package init(mechanism: String, location: String, trigger: String?) {
      self.mechanism = mechanism
      self.location = location
      self.trigger = trigger
    }
  }

  /// Responses by class; a response not listed is neutral.
  package struct ResponseKey: Sendable, Equatable, Codable {
    /// Graded 5.
    package var preferred: [String]
    /// Graded 4.
    package var acceptable: [String]
    /// Graded 1.
    package var harmful: [String]

    /// The key as it was read.
    package init(preferred: [String], acceptable: [String], harmful: [String]) {
      self.preferred = preferred
      self.acceptable = acceptable
      self.harmful = harmful
    }
  }
}
