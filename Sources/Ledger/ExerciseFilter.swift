package import Vocabulary

/// Which exercises are wanted, and which page of them.
package struct ExerciseFilter: Sendable, Equatable {
  /// Of this mission.
  package var mission: String?
  /// Of this service.
  package var service: String?
  /// Of this family.
  package var family: String?
  /// With this name, the last two parts of the folder's path.
  package var run: String?
  /// That showed this gap.
  package var gap: Gap?
  /// Only those in which people responded.
  package var isOfPeople = false
  /// Only those that may be believed.
  package var isValid = false
  /// At most so many; nil is all.
  package var limit: Int?
  /// After so many.
  package var offset = 0

  /// All of them.
  package init() {}
}
