import Foundation
import Testing

@testable import Ranges

@Suite struct LineReaderTests {
  /// What a reader makes of these bytes when the other side then closes.
  private func lines(of text: String, limit: Int = 1 << 22) -> [String] {
    let pipe = Pipe()
    let writer = Thread {
      try? pipe.fileHandleForWriting.write(contentsOf: Data(text.utf8))
      try? pipe.fileHandleForWriting.close()
    }
    writer.start()
    var found: [String] = []
    LineReader(descriptor: pipe.fileHandleForReading.fileDescriptor, limit: limit)
      .eachLine { found.append($0) }
    // What a reader leaves unread must not keep its writer waiting.
    _ = try? pipe.fileHandleForReading.readToEnd()
    return found
  }

  @Test(
    "Whole lines are read, empty ones too, and what does not end is no line",
    arguments: [
      ("", []), ("a\n", ["a"]), ("a\n\nb\n", ["a", "", "b"]), ("a\nb", ["a"]), ("torn", []),
      ("größe\n", ["größe"]),
    ] as [(String, [String])])
  func wholeLines(text: String, expected: [String]) {
    #expect(lines(of: text) == expected)
  }

  @Test("A line longer than a read comes back in one piece")
  func longLine() {
    let long = String(repeating: "x", count: 300_000)
    #expect(lines(of: "a\n\(long)\nb\n") == ["a", long, "b"])
  }

  @Test("A line beyond the limit ends the reading; those before it stand")
  func limit() {
    let long = String(repeating: "x", count: 200_000)
    #expect(lines(of: "a\n\(long)", limit: 100_000) == ["a"])
    #expect(lines(of: "a\n\(long)\nb\n" + long, limit: 300_000).prefix(2) == ["a", long])
  }
}
