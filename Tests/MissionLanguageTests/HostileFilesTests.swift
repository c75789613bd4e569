import Foundation
import MissionLanguage
import Testing
import Vocabulary

@Suite struct HostileFilesTests {
  static func messages(_ text: String) -> [String] {
    guard
      case .failure(let errors) = MissionParser.parse(
        text, file: "sample.yaml", catalogue: SampleCatalogue.full)
    else { return [] }
    return errors.diagnostics.map(\.message)
  }

  @Test("A megabyte of garbage is refused before it is read")
  func garbage() {
    var random = SeededRandom(seed: 1)
    let block = (0..<10_000).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    let bytes = Array(repeatElement(block, count: 100).joined())
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(Self.messages(text).first?.contains("at most 262144") == true)
    guard
      case .failure(let errors) = MissionParser.parse(
        bytes: bytes, file: "sample.yaml", catalogue: SampleCatalogue.full)
    else { return #expect(Bool(false), "garbage was accepted") }
    #expect(errors.diagnostics.count == 1)
  }

  @Test("Garbage below the limit is refused without a crash", arguments: 0..<60 as Range<UInt64>)
  func smallGarbage(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let alphabet = Array("ab:- \n{}[]&*!|>'\"%@`#?,\t0é\u{0}~")
    let text = String((0..<4000).map { _ in alphabet[random.below(alphabet.count)] })
    #expect(!Self.messages(text).isEmpty)
  }

  @Test("A valid mission with any one character changed never crashes the parser")
  func mutations() {
    let characters = Array(TestMission(extra: "limits: {stop-when: [redundancy < 0]}").text)
    let alphabet = Array(":-{}[]&*\n x")
    for index in characters.indices {
      var mutated = characters
      mutated[index] = alphabet[index % alphabet.count]
      _ = Self.messages(String(mutated))
    }
  }

  @Test("Bytes that are not UTF-8 are refused with the line")
  func notText() {
    let bytes = Array("mission: sample\n".utf8) + [0xFF, 0xFE, 0x0A]
    guard
      case .failure(let errors) = MissionParser.parse(
        bytes: bytes, file: "sample.yaml", catalogue: SampleCatalogue.full)
    else { return #expect(Bool(false), "broken text was accepted") }
    #expect(errors.diagnostics[0].message.contains("not UTF-8"))
    #expect(errors.diagnostics[0].position.line == 2)
  }

  @Test(
    "Deep nesting is refused",
    arguments: [
      String(repeating: "[", count: 200_000), String(repeating: "- ", count: 100_000),
      "mission: " + String(repeating: "{a: ", count: 50_000),
      String(repeating: "? ", count: 100_000),
      "a: " + String(repeating: "[", count: 500) + String(repeating: "]", count: 500),
    ])
  func deep(text: String) { #expect(!Self.messages(text).isEmpty) }

  @Test("Alias bombs are refused")
  func aliases() {
    var bomb = "a0: &a0 [x, x, x, x, x, x, x, x]\n"
    for level in 1...30 {
      let alias = "*a\(level - 1)"
      bomb += "a\(level): &a\(level) [\(alias), \(alias), \(alias), \(alias)]\n"
    }
    bomb += "? *a30\n: 1\n"
    #expect(Self.messages(bomb).contains { $0.contains("aliases") })
    #expect(Self.messages("mission: &x sample\ntitle: *x\n").contains { $0.contains("anchors") })
  }

  @Test("A star in prose is no alias")
  func starsInProse() {
    let text = TestMission().text.replacing(
      "hypothesis: Nothing happens.", with: "hypothesis: a *b* *c* *d* & e of *.yaml, 2 * 3")
    #expect(Self.messages(text).isEmpty)
  }

  @Test("A file of nothing but duplicates is reported and ends")
  func manyDuplicates() {
    for count in [500, 29_000] {
      let text = String(repeating: "title: x\n", count: count)
      #expect(!Self.messages(text).isEmpty)
    }
  }

  @Test("At most two hundred errors are reported")
  func manyErrors() {
    #expect(Self.messages((0..<20_000).map { "k\($0): x\n" }.joined()).count == 200)
  }

  @Test("Windows line ends change nothing")
  func carriageReturns() throws {
    let text = TestMission().text
    let windows = text.replacing("\n", with: "\r\n")
    let mission = try MissionParser.parse(
      windows, file: "sample.yaml", catalogue: SampleCatalogue.full
    ).get()
    #expect(try mission == TestMission().mission())
  }

  @Test(
    "Real missions with random damage never crash, and still give a stable plan",
    arguments: TestFiles.allMissions)
  func damagedMissions(url: URL) throws {
    let characters = Array(try TestFiles.text(url))
    var random = SeededRandom(seed: 11, purpose: url.lastPathComponent)
    let pieces = [":", "-", " ", "\n", "{", "}", "[", "]", ",", "\"", "#", "0", "s", "*", "&", "é"]
    for _ in 0..<150 {
      var damaged = characters
      for _ in 0..<(1 + random.below(3)) {
        let place = random.below(damaged.count)
        damaged.replaceSubrange(place..<place + 1, with: pieces[random.below(pieces.count)])
      }
      let parsed = MissionParser.parse(
        String(damaged), file: url.lastPathComponent, catalogue: SampleCatalogue.full)
      guard case .success(let mission) = parsed else { continue }
      let plans = (0..<2).map { _ in
        PlanResolver.resolve(
          mission, missionSha256: "", seed: 3, topology: SampleCatalogue.topology(), mode: .live,
          catalogue: SampleCatalogue.full, file: url.lastPathComponent)
      }
      #expect(plans[0] == plans[1])
    }
  }
}
