/// What the programs of a jail say to the controller, through a pipe that only they write to.
package enum JailWord: Sendable, Equatable {
  /// A line was entered at the prompt.
  case began(command: String, directory: String)
  /// The prompt is back.
  case ended(exit: Int, directory: String)
  /// A tool asks for something and waits; `process` is its number in the jail.
  case asked(process: Int32, words: [String])
  /// It does not wait any longer.
  case cancelled(process: Int32)

  /// Ends a record and parts its fields: characters that nobody types.
  static let recordEnd: UInt8 = 0x1E
  static let fieldEnd: Character = "\u{1F}"

  /// A record without its end; nil for what our tools do not say.
  init?(_ record: String) {
    let fields = record.split(separator: Self.fieldEnd, omittingEmptySubsequences: false)
      .map(String.init)
    switch (fields.first, fields.count) {
    case ("begin", 3): self = .began(command: fields[2], directory: fields[1])
    case ("end", 3):
      guard let exit = Int(fields[1]) else { return nil }
      self = .ended(exit: exit, directory: fields[2])
    case ("ask", 3...):
      guard let process = Int32(fields[1]), process > 0 else { return nil }
      self = .asked(process: process, words: Array(fields[2...]))
    case ("cancel", 2):
      guard let process = Int32(fields[1]), process > 0 else { return nil }
      self = .cancelled(process: process)
    default: return nil
    }
  }
}
