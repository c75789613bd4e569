import Exercises

/// What somebody else's terminal shows, as lines that steer no terminal.
///
/// Shape: bytes in any pieces; colours, titles and moves of the cursor are taken out.
/// Limits: a program that draws the whole screen comes out as the lines that it drew.
struct ScreenText {
  private var pieces = TextPieces()
  private var state = State.text

  private enum State { case text, escape, sequence, string, stringEscape }

  /// The text of the next piece.
  mutating func take(_ bytes: [UInt8]) -> String {
    var shown = String.UnicodeScalarView()
    for scalar in pieces.take(bytes).unicodeScalars { take(scalar, into: &shown) }
    return Terminal.plain(String(shown))
  }

  private mutating func take(
    _ scalar: Unicode.Scalar, into shown: inout String.UnicodeScalarView
  ) {
    switch state {
    case .text:
      switch scalar {
      case "\u{1B}": state = .escape
      case "\r", "\u{7}", "\u{8}": break
      case "\t": shown.append(" ")
      default: shown.append(scalar)
      }
    case .escape:
      switch scalar {
      case "[": state = .sequence
      case "]", "P", "X", "^", "_": state = .string
      // A character set is named by one more character.
      case "(", ")", "*", "+": state = .escape
      default: state = .text
      }
    case .sequence: if (0x40...0x7E).contains(scalar.value) { state = .text }
    case .string:
      if scalar == "\u{7}" { state = .text }
      if scalar == "\u{1B}" { state = .stringEscape }
    case .stringEscape: state = scalar == "\\" ? .text : .string
    }
  }
}
