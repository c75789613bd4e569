import Vocabulary

/// The bytes of a text that comes in pieces, with the line and column of the next.
///
/// Limits: one piece is held, so memory does not grow with the text.
struct EDNBytes {
  let file: String
  private let more: () throws(HistoryError) -> [UInt8]
  private var piece: [UInt8] = []
  private var place = 0
  private var before = 0
  private var line = 1
  private var lineStart = 0
  private var hasEnded = false

  /// Begins with `first`; of what `more` gives an empty piece is the end.
  init(
    file: String, first: [UInt8] = [], more: @escaping () throws(HistoryError) -> [UInt8]
  ) {
    self.file = file
    self.more = more
    piece = first
  }

  /// The next byte, which stays; nil at the end.
  @inline(__always) mutating func peek() throws(HistoryError) -> UInt8? {
    if place < piece.count { return piece[place] }
    return try refill()
  }

  private mutating func refill() throws(HistoryError) -> UInt8? {
    if hasEnded { return nil }
    before += piece.count
    place = 0
    piece = []
    piece = try more()
    hasEnded = piece.isEmpty
    return piece.first
  }

  /// Passes the byte that `peek` gave.
  @inline(__always) mutating func advance() {
    if piece[place] == 10 {
      line += 1
      lineStart = before + place + 1
    }
    place += 1
  }

  /// Where the next byte stands.
  var position: SourcePosition {
    SourcePosition(line: line, column: before + place - lineStart + 1)
  }

  /// What was expected where the next byte stands.
  func expected(_ what: String) -> HistoryError {
    let rest = place < piece.count ? piece[place...].prefix(20).prefix { $0 != 10 } : []
    let text = String(decoding: rest, as: UTF8.self)
    let isEnd = hasEnded || place >= piece.count
    let found = isEnd ? "the end of the text" : rest.isEmpty ? "the end of the line" : "'\(text)'"
    return wrong(position, "expected \(what)", hint: "found \(found)")
  }

  /// What is wrong at a place.
  func wrong(_ position: SourcePosition, _ message: String, hint: String) -> HistoryError {
    .malformed(Diagnostic(file: file, position: position, message: message, hint: hint))
  }
}
