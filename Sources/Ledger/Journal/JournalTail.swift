internal import Evidence
internal import Foundation

/// Finds the last whole line of a file without reading the rest.
enum JournalTail {
  private static let newline = UInt8(ascii: "\n")

  /// The last line that ends with a newline before `end`, and where it ends; nil where none does.
  ///
  /// `bytes` gives those of a range of the file.
  static func line(
    before end: Int, bytes: (Range<Int>) throws -> Data
  ) throws -> (text: Data, end: Int)? {
    var window = Data()
    var start = end
    while true {
      let last = window.lastIndex(of: newline)
      let before = last.flatMap { window[..<$0].lastIndex(of: newline) }
      if let last, before != nil || start == 0 {
        let begin = before.map { $0 + 1 } ?? window.startIndex
        let text = Data(window[begin..<last])
        return (text, start + window.distance(from: window.startIndex, to: last) + 1)
      }
      guard start > 0 else { return nil }
      let more = max(0, start - max(4_096, window.count))
      window = try bytes(more..<start) + window
      start = more
    }
  }

  /// Whether a line with this digest ends at a place.
  static func ends(
    at place: JournalPlace, bytes: (Range<Int>) throws -> Data
  ) throws -> Bool {
    if place == .start { return true }
    guard let last = try line(before: place.bytes, bytes: bytes) else { return false }
    return last.end == place.bytes && Digest.sha256(last.text) == place.digest
  }
}
