package import Vocabulary

/// Events of exercises with people that the rubric reads and the vocabulary does not name yet.
extension TimelineEvent.Kind {
  /// blue: trouble, before any alert perhaps; fields `location`, `source` (`human` or `customer`).
  package static let troubleDeclared: Self = "trouble.declared"
  /// white: help for blue; fields `subject` (`detection` or `diagnosis`), `reason`.
  package static let hintGiven: Self = "hint.given"
  /// blue: takes a hypothesis back; fields `mechanism`, `location`.
  package static let hypothesisWithdrawn: Self = "hypothesis.withdrawn"
  /// system: automation tells blue what it did; fields `mechanism`, `location`.
  package static let automationNoticed: Self = "automation.noticed"
  /// white: a real incident supersedes the exercise; fields `reason`.
  package static let incidentBegan: Self = "incident.began"
  /// white: somebody suspects that blue knew; fields `reason`.
  package static let leakReported: Self = "leak.reported"
}
