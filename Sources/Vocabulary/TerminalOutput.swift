/// What one recorded terminal showed, on the exercise's clock.
package struct TerminalOutput: Sendable, Equatable {
  /// The number in the name of its file.
  package var number: Int
  /// Whose it is, for people.
  package var title: String
  /// What it showed, in order.
  package var frames: [Frame]

  /// A piece of output.
  package struct Frame: Sendable, Equatable {
    /// When it was shown.
    package var timeNs: Nanoseconds
    /// As it came, control characters included.
    package var text: String
    /// A piece of output.
    package init(timeNs: Nanoseconds, text: String) {
      self.timeNs = timeNs
      self.text = text
    }
  }

  /// A recording.
  package init(number: Int, title: String, frames: [Frame]) {
    self.number = number
    self.title = title
    self.frames = frames
  }
}
