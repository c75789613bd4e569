package import Vocabulary

/// One exercise that a search for the smallest failing mission asks for.
package struct ShrinkCandidate: Sendable, Equatable {
  /// What is to be run.
  package var mission: Mission
  /// The mission as a file: what evidence holds and what its digest is of.
  package var text: String
  /// The first twelve digits of the text's digest.
  package var digest: String
  /// Such as `without restart`.
  package var words: String
  /// What it makes smaller; nil for the mission itself and for confirmations.
  package var part: ShrinkPart?
  /// Its number among the exercises of this candidate, from 0.
  package var trial: Int
  /// Whether it is of those that the search has not seen.
  package var isConfirmation: Bool
  /// How many reductions the present walk has left, this one among them.
  package var left: Int

  /// How far its seed is from the first one: the same for each candidate, so that all candidates
  /// draw the same hosts, and others for confirmations.
  package var seedOffset: UInt64 { UInt64(trial) + (isConfirmation ? 1_000 : 0) }
}
