import Testing
import Vocabulary

@testable import Exercises

@Suite struct CastLineTests {
  @Test("A recording begins with its size and goes on in lines of three")
  func lines() throws {
    let header = CastLine.header(
      columns: 80, rows: 24, timestamp: 1_700_000_000, startedNs: .seconds(3), title: "Ann on ops",
      term: "dumb")
    #expect(
      try CanonicalJSON.line(header)
        == #"{"env":{"SHELL":"/bin/bash","TERM":"dumb"},"height":24,"started_ns":3000000000,"#
        + #""timestamp":1700000000,"title":"Ann on ops","version":2,"width":80}"#)
    let shown = CastLine.output("a\r\n\u{1B}[1m", at: .milliseconds(1500))
    #expect(try CanonicalJSON.line(shown) == #"[1.5,"o","a\r\n\u001b[1m"]"#)
    let sized = CastLine.resize(columns: 100, rows: 30, at: .seconds(2))
    #expect(try CanonicalJSON.line(sized) == #"[2,"r","100x30"]"#)
  }

  @Test("No character is torn apart wherever the bytes are cut")
  func pieces() {
    let text = "naïve ☃ 𝄞 end"
    let bytes = Array(text.utf8)
    for cut in 0...bytes.count {
      var pieces = TextPieces()
      let first = pieces.take(Array(bytes[..<cut]))
      let second = pieces.take(Array(bytes[cut...]))
      #expect(first + second + pieces.finish() == text)
      #expect(!first.contains("\u{FFFD}"))
    }
  }

  @Test("What is no text is shown as such and holds up nothing")
  func noText() {
    var pieces = TextPieces()
    #expect(pieces.take([0xFF, 0x41]) == "\u{FFFD}A")
    #expect(pieces.take([0xE2, 0x98]) == "")
    #expect(pieces.finish() == "\u{FFFD}")
  }
}
