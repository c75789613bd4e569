package import Vocabulary

/// Lines of a terminal recording, asciicast version 2.
///
/// Shape: the first line is an object, every other `[seconds, code, data]` with seconds after the
///        recording's beginning. Codes: `o` what the terminal showed, `r` its new size as
///        `COLUMNSxROWS`, `m` a remark. `i`, what was typed, is never written: it may be secret.
/// Source: asciinema, "asciicast v2".
package enum CastLine {
  /// The first line; `startedNs` joins the recording with the exercise's timeline.
  package static func header(
    columns: Int, rows: Int, timestamp: Int64, startedNs: Nanoseconds, title: String, term: String
  ) -> JSONValue {
    .object([
      "version": 2, "width": .integer(Int64(columns)), "height": .integer(Int64(rows)),
      "timestamp": .integer(timestamp), "started_ns": .integer(startedNs.rawValue),
      "title": .string(title), "env": .object(["TERM": .string(term), "SHELL": "/bin/bash"]),
    ])
  }

  /// What the terminal showed.
  package static func output(_ text: String, at offset: Nanoseconds) -> JSONValue {
    line("o", text, offset)
  }

  /// Its new size.
  package static func resize(columns: Int, rows: Int, at offset: Nanoseconds) -> JSONValue {
    line("r", "\(columns)x\(rows)", offset)
  }

  /// A remark, such as a host that was entered.
  package static func remark(_ text: String, at offset: Nanoseconds) -> JSONValue {
    line("m", text, offset)
  }

  private static func line(_ code: String, _ text: String, _ offset: Nanoseconds) -> JSONValue {
    // Microseconds, as asciinema writes them.
    let seconds = Double(offset.rawValue / 1_000) / 1e6
    return .array([.number(seconds), .string(code), .string(text)])
  }
}

/// Cuts a stream of bytes into texts without tearing a character apart.
package struct TextPieces: Sendable {
  private var rest: [UInt8] = []

  /// Nothing is waiting.
  package init() {}

  /// The text up to the last whole character; what is no UTF-8 becomes U+FFFD.
  package mutating func take(_ bytes: [UInt8]) -> String {
    let all = rest + bytes
    let kept = Self.torn(all)
    rest = Array(all.suffix(kept))
    return String(decoding: all.dropLast(kept), as: UTF8.self)
  }

  /// What is left at the end.
  package mutating func finish() -> String {
    defer { rest = [] }
    return String(decoding: rest, as: UTF8.self)
  }

  /// How many bytes at the end begin a character that is not complete.
  private static func torn(_ bytes: [UInt8]) -> Int {
    for (back, byte) in bytes.suffix(3).reversed().enumerated() {
      if byte & 0xC0 == 0x80 { continue }
      let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
      return length > back + 1 ? back + 1 : 0
    }
    return 0
  }
}
