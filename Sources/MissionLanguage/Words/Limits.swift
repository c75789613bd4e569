import Vocabulary

/// The bounds of spans that several sections share.
enum Limits {
  /// A moment of an exercise.
  static let offset = Nanoseconds.zero...Nanoseconds.seconds(24 * 3600)
  /// How long a fault, a wait or a trigger may last.
  static let life = Nanoseconds.milliseconds(1)...Nanoseconds.seconds(24 * 3600)
  /// The most steps of one mission.
  static let steps = 200
}
