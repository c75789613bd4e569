import Vocabulary

/// The lines of a recorded terminal, as plain text with the moment at which each was finished.
///
/// Shape:  escape sequences are understood as far as they change a line (erase, carriage return,
///         backspace) and dropped otherwise.
/// Limits: no cursor addressing: a full-screen program reads as what it wrote, line by line; the
///         last `limit` lines of 400 characters.
struct PlainTerminal {
  static let limit = 2_000
  private static let width = 400

  struct Line: Sendable, Equatable {
    var timeNs: Nanoseconds
    var text: String
  }

  private(set) var lines: [Line] = []
  /// How many earlier lines are left out.
  private(set) var dropped = 0

  private var line: [Character] = []
  private var column = 0
  private var state = State.text
  private var code = ""
  private enum State { case text, escape, sequence, title, charset }

  init(_ terminal: TerminalOutput) {
    var last = Nanoseconds.zero
    for frame in terminal.frames {
      last = frame.timeNs
      for scalar in frame.text.unicodeScalars { take(scalar, at: frame.timeNs) }
    }
    if !line.isEmpty { finish(at: last) }
  }

  private mutating func take(_ scalar: Unicode.Scalar, at time: Nanoseconds) {
    switch state {
    case .text: show(scalar, at: time)
    case .escape:
      state = scalar == "[" ? .sequence : scalar == "]" ? .title : scalar == "(" ? .charset : .text
      code = ""
    case .charset: state = .text
    case .sequence:
      guard (0x40...0x7e).contains(scalar.value) else {
        if code.count < 32 { code.unicodeScalars.append(scalar) }
        return
      }
      state = .text
      if scalar == "K" { erase() }
    case .title:
      if scalar.value == 0x07 { state = .text }
      if scalar.value == 0x1b { state = .escape }
    }
  }

  private mutating func show(_ scalar: Unicode.Scalar, at time: Nanoseconds) {
    switch scalar.value {
    case 0x1b: state = .escape
    case 0x0a: finish(at: time)
    case 0x0d: column = 0
    case 0x08: column = max(0, column - 1)
    case 0x09: for _ in 0..<(8 - column % 8) { put(" ") }
    case 0x00..<0x20, 0x7f: break
    default: put(Character(Visible.scalar(scalar)))
    }
  }

  private mutating func put(_ character: Character) {
    guard column < Self.width else { return }
    if column < line.count {
      line[column] = character
    } else {
      line.append(character)
    }
    column += 1
  }

  private mutating func erase() {
    switch code {
    case "", "0": line = Array(line.prefix(column))
    case "2": line = Array(repeating: " ", count: min(column, line.count))
    default: for index in line.indices.prefix(column) { line[index] = " " }
    }
  }

  private mutating func finish(at time: Nanoseconds) {
    var text = String(line)
    while text.hasSuffix(" ") { text.removeLast() }
    lines.append(Line(timeNs: time, text: text))
    line = []
    column = 0
    guard lines.count > Self.limit else { return }
    lines.removeFirst()
    dropped += 1
  }
}
