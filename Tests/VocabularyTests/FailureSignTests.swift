import Testing
import Vocabulary

@Suite struct FailureSignTests {
  private static let all: [FailureSign] =
    [.claim(checker: "durability", anomaly: "lost write"), .outage(level: 2), .outage(level: 5)]
    + Gap.allCases.map { .gap($0) }

  @Test("Every sign reads back from its words, in files as well", arguments: all)
  func words(sign: FailureSign) throws {
    #expect(FailureSign(words: sign.words) == sign)
    let text = try CanonicalJSON.line([sign])
    #expect(try CanonicalJSON.decode([FailureSign].self, from: text) == [sign])
  }

  @Test(
    "What is no failure is no sign",
    arguments: ["", "outage of level 1", "outage of level 6", "outage", "durability:", ": lost"])
  func refused(words: String) {
    #expect(FailureSign(words: words) == nil)
  }

  @Test("The same failure is the same claim with the same anomaly, the same gap, or no less outage")
  func same() {
    let lost = FailureSign.claim(checker: "durability", anomaly: "lost write")
    #expect(lost.isShown(by: [.outage(level: 3), lost]))
    #expect(!lost.isShown(by: [.claim(checker: "linearizable", anomaly: "lost write")]))
    #expect(!lost.isShown(by: [.claim(checker: "durability", anomaly: "stale read")]))
    #expect(FailureSign.outage(level: 3).isShown(by: [.outage(level: 4)]))
    #expect(!FailureSign.outage(level: 3).isShown(by: [.outage(level: 2), lost]))
    #expect(!FailureSign.gap(.noDiagnosis).isShown(by: [.gap(.notContained)]))
    #expect(!lost.isShown(by: []))
  }
}
