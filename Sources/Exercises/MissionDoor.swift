package import Vocabulary

/// Where texts are read as missions, and where those that lie in an exercise are shown.
package protocol MissionDoor: Sendable {
  /// All that is wrong with a text, or what it would do on this exercise's range; nothing is kept.
  func review(
    _ text: String, for person: Participant
  ) async throws(Refusal) -> MissionReview
  /// The mission, red's draft and what waits for white, for those who may read them.
  func missionTexts(for person: Participant) async throws(Refusal) -> MissionTexts
}

/// A text as a mission: its mistakes, or its plan.
package struct MissionReview: Sendable, Equatable, Codable {
  /// All mistakes by line and column; empty where it can be played.
  package var diagnostics: [Diagnostic]
  /// The plan in plain English, every action with its undo; nil while there are mistakes.
  package var plan: String?
  /// How many steps the plan has, and how many actions they compile to.
  package var steps: Int
  /// The actions of all steps, each of which has its undo.
  package var actions: Int

  /// A text that was read.
  package init(diagnostics: [Diagnostic], plan: String?, steps: Int = 0, actions: Int = 0) {
    self.diagnostics = diagnostics
    self.plan = plan
    self.steps = steps
    self.actions = actions
  }
}

/// The texts of missions that lie in an exercise.
package struct MissionTexts: Sendable, Equatable, Codable {
  /// The mission that is committed to.
  package var mission: String
  /// What red kept last; nil where nothing was kept, and for white.
  package var draft: String?
  /// What red proposed and white has not answered; nil where nothing waits.
  package var proposal: String?

  /// The texts that a role may read.
  package init(mission: String, draft: String? = nil, proposal: String? = nil) {
    self.mission = mission
    self.draft = draft
    self.proposal = proposal
  }
}

/// A change of plan that waits for white: who wants it and why; its text is apart.
package struct ShownProposal: Sendable, Equatable, Codable {
  /// `P1`, `P2`, ….
  package var id: String
  /// Who proposed it.
  package var by: String
  /// Why.
  package var reason: String
  /// SHA-256 of its text.
  package var sha256: String

  /// A proposal.
  package init(id: String, by: String, reason: String, sha256: String) {
    self.id = id
    self.by = by
    self.reason = reason
    self.sha256 = sha256
  }
}

/// A terminal of blue's as those see it who look on.
package struct ShownTerminal: Sendable, Equatable, Codable {
  /// `t1`, `t2`, ….
  package var id: String
  /// Whose hands are at it.
  package var by: String
  /// Whether its shell runs.
  package var isOpen: Bool

  /// A terminal.
  package init(id: String, by: String, isOpen: Bool) {
    self.id = id
    self.by = by
    self.isOpen = isOpen
  }
}
