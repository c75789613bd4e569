import Foundation
import MissionLanguage
import Testing
import Vocabulary

@Suite struct ExpectationTests {
  private static func parse(_ text: String) -> Result<Mission, MissionErrors> {
    TestMission(extra: "expect: \(text)").parse()
  }

  private static func lost(
    _ comparison: Vocabulary.Predicate.Comparison, _ value: Double
  ) -> Vocabulary.Predicate.Clause {
    .init(metric: .acknowledgedLoss, comparison: comparison, value: value)
  }

  @Test(
    "What must come out is read, each part on its own or all together",
    arguments: [
      ("{verdict: invalid}", .init(verdict: .invalid, lost: nil, contained: nil)),
      ("{lost: \"> 0\"}", .init(verdict: nil, lost: lost(.greater, 0), contained: nil)),
      ("{lost: 0}", .init(verdict: nil, lost: lost(.lessOrEqual, 0), contained: nil)),
      (
        "{verdict: unknown, lost: \">= 10\", contained: false}",
        .init(verdict: .unknown, lost: lost(.greaterOrEqual, 10), contained: false)
      ),
    ] as [(String, MissionExpectation)])
  func read(text: String, expected: MissionExpectation) throws {
    #expect(try Self.parse(text).get().expect == expected)
  }

  @Test("A mission that says nothing expects nothing")
  func silent() throws {
    #expect(try TestMission().mission().expect == nil)
  }

  @Test(
    "What nothing can come out as is refused, with its place",
    arguments: [
      ("{}", "expects nothing", "verdict"), ("{verdict: broken}", "unknown verdict", "invalid"),
      ("{lost: some}", "no number of writes", "> 0"), ("{lost: \"= 3\"}", "no number", "> 0"),
      ("{lost: 3}", "no number of writes", "> 0"), ("{lost: \"> 0.5\"}", "not a whole", "digits"),
      ("{contained: maybe}", "`contained`", "true"), ("{kept: true}", "unknown key", "contained"),
      ("[]", "must be a mapping", "verdict"),
    ])
  func refused(text: String, message: String, hint: String) {
    guard case .failure(let errors) = Self.parse(text) else {
      return #expect(Bool(false), "\(text) was accepted")
    }
    #expect(errors.diagnostics.contains { $0.message.contains(message) }, "\(errors.diagnostics)")
    #expect(errors.diagnostics.contains { $0.hint.contains(hint) }, "\(errors.diagnostics)")
    #expect(errors.diagnostics.allSatisfy { $0.position.line > 20 })
  }

  @Test("Every negative mission says that it must come out invalid")
  func negatives() throws {
    let folder = TestFiles.missions.appendingPathComponent("negative")
    for url in TestFiles.yaml(in: folder) {
      #expect(try TestFiles.mission(url).expect?.verdict == .invalid, "\(url.lastPathComponent)")
    }
  }

  @Test("Every runbook that a mission names is there", arguments: TestFiles.allMissions)
  func runbooksExist(url: URL) throws {
    let blue = try TestFiles.mission(url).blue
    let names = TestFiles.allRunbooks.map { $0.deletingPathExtension().lastPathComponent }
    for name in [blue.runbook, blue.tempting].compactMap(\.self) {
      #expect(names.contains(name), "\(name)")
    }
    #expect(blue.runbook == nil || blue.runbook != blue.tempting)
  }
}
