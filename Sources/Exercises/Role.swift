/// What a person is in an exercise; a person holds one role.
package enum Role: String, Sendable, Codable, CaseIterable {
  /// Runs the mission; sees it, the plan, and what blue can see.
  case red
  /// Keeps it safe and grades it; sees everything.
  case white
  /// On call; sees alerts, its own terminals and notes, and nothing of the mission.
  case blue
  /// Sees what white releases, and the debrief after the reveal.
  case observer
}
