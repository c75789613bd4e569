/// What is said wherever something of a simulated program is shown.
package enum Simulated {
  /// The whole of it, in a line.
  package static let sentence =
    "Simulated: the days are made up and scripts stood for people; each exercise was played on a "
    + "range."

  /// What is put behind a title.
  static func mark(_ isSimulated: Bool) -> String { isSimulated ? " (simulated)" : "" }
}
