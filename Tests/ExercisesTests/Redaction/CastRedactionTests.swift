import Exercises
import Testing
import Vocabulary

@Suite struct CastRedactionTests {
  private static let header = "{\"height\":24,\"timestamp\":1,\"version\":2,\"width\":80}"

  /// A recording with one event a text, each a tenth later.
  private func cast(_ texts: [String], code: String = "o") throws -> String {
    var lines = [Self.header]
    for (index, text) in texts.enumerated() {
      let event: [JSONValue] = [.number(0.5 + Double(index)), .string(code), .string(text)]
      lines.append(try CanonicalJSON.line(event))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What the terminal would get, and how many events there are.
  private func output(_ cast: String) throws -> (text: String, events: Int) {
    let events = try cast.split(separator: "\n").dropFirst().map {
      try CanonicalJSON.decode([JSONValue].self, from: String($0))
    }
    return (events.compactMap { $0[2].text }.joined(), events.count)
  }

  @Test(
    "A secret is found however the terminal's output splits it",
    arguments: [
      ["password=hunter2\r\n"],
      ["password=hun", "ter2\r\n"],
      ["p", "a", "s", "s", "w", "o", "r", "d", "=", "h", "u", "n", "t", "e", "r", "2", "\r\n"],
      ["password=", "\u{1B}[1mhunter2\u{1B}[0m", "\r\n"],
      ["password=hun\u{1B}[31m", "ter2", "\u{1B}[0m\r\n"],
      ["password=hunx", "\u{8} \u{8}", "ter2\r\n"],
      ["password=hunx\u{8}\u{1B}[Kter2\r\n"],
      ["\u{1B}]0;title\u{7}password=hunter", "2\r\n"],
      ["password=hun \rter2\r\n"],
    ])
  func split(texts: [String]) throws {
    let (clean, counts) = CastRedaction.redact(try cast(texts), with: try Redactor())
    let (text, events) = try output(clean)
    #expect(counts == ["assigned-secret": 1])
    #expect(text.contains("password=") && text.contains("[redacted:assigned-secret]"))
    for piece in ["hunter2", "hun", "ter2", "nter"] { #expect(!text.contains(piece), "\(text)") }
    #expect(events == texts.count)
    #expect(text.hasSuffix("\r\n"))
  }

  @Test("A recording without secrets stays byte for byte, and times stay anyhow")
  func untouched() throws {
    let quiet = try cast(["ops@n1 $ ls\r\n", "a  b\r\n"])
    #expect(CastRedaction.redact(quiet, with: try Redactor()).text == quiet)
    let loud = try cast(["token=abc\r\n", "x"])
    let clean = CastRedaction.redact(loud, with: try Redactor()).text
    #expect(
      clean.split(separator: "\n").map { $0.prefix(5) }
        == loud.split(separator: "\n").map { $0.prefix(5) })
    #expect(clean.hasSuffix("\n"))
  }

  @Test("Typed input is left out, a torn line and the header are redacted as text")
  func other() throws {
    let typed = CastRedaction.redact(
      try cast(["hunter2"], code: "i"), with: try Redactor())
    #expect(try output(typed.text).text.isEmpty)
    #expect(typed.counts == ["typed-input": 1])
    let torn = Self.header + "\n[1.5,\"o\",\"password=hunter2"
    let clean = CastRedaction.redact(torn, with: try Redactor())
    #expect(!clean.text.contains("hunter2"))
    #expect(clean.text.hasPrefix(Self.header))
  }

  @Test("Secrets at random places and random splits never come through")
  func property() throws {
    var random = SeededRandom(seed: 11)
    let redactor = try Redactor()
    for _ in 0..<300 {
      let secret =
        "S"
        + String(
          (0..<12).map { _ in Array("abcdefgh0123456789")[Int(random.next(upperBound: UInt64(18)))]
          })
      let text = "ops $ export API_TOKEN=\(secret)\r\nops $ curl http://u:\(secret)@n1/ é\r\n"
      var texts: [String] = [""]
      for character in text {
        if random.next(upperBound: UInt64(3)) == 0 { texts.append("") }
        if random.next(upperBound: UInt64(9)) == 0 { texts[texts.count - 1] += "\u{1B}[0m" }
        texts[texts.count - 1].append(character)
      }
      let clean = CastRedaction.redact(try cast(texts), with: redactor)
      let plain = try output(clean.text).text.replacing("\u{1B}[0m", with: "")
      #expect(!plain.contains(secret) && !plain.contains(secret.dropLast(3)))
      #expect(plain.hasSuffix("]@n1/ é\r\n"), "\(plain)")
    }
  }
}
