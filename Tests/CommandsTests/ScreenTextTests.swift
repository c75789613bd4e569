import Testing

@testable import Commands

/// What blue's terminal shows steers nobody else's.
@Suite struct ScreenTextTests {
  @Test(
    "Colours, titles, moves and the clipboard are taken out, words stay",
    arguments: [
      ("plain\r\nlines\n", "plain\nlines\n"), ("\u{1B}[31mred\u{1B}[0m", "red"),
      ("\u{1B}]0;a title\u{7}after", "after"), ("\u{1B}]52;c;aGk=\u{1B}\\after", "after"),
      ("\u{1B}P$q\u{1B}\\x", "x"), ("\u{1B}(B\u{1B}[2J\u{1B}[Hgrün", "grün"),
      ("a\u{9B}31mb", "a·31mb"),
      ("\u{1B}cx", "x"), ("a\u{202E}b", "a·b"),
    ])
  func plain(shown: String, text: String) {
    let bytes = Array(shown.utf8)
    for size in [1, 2, bytes.count] {
      var screen = ScreenText()
      var seen = ""
      for start in stride(from: 0, to: bytes.count, by: size) {
        seen += screen.take(Array(bytes[start..<min(start + size, bytes.count)]))
      }
      #expect(seen == text)
      #expect(!seen.unicodeScalars.contains("\u{1B}"))
    }
  }
}
