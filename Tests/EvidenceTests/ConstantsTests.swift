import Evidence
import Foundation
import Testing
import Vocabulary

@Suite struct ConstantsTests {
  /// The constants of the trial's plan, changed, in its folder.
  private func folder(
    _ trial: TrialRun = TrialRun(hasOutage: true),
    _ change: (inout ScoringConstants) -> Void = { _ in }
  ) throws -> TrialFolder {
    let folder = try TrialFolder(trial)
    var constants = ScoringConstants(plan: TrialRun.plan)
    change(&constants)
    try folder.write(Data(try CanonicalJSON.document(constants).utf8), to: "constants.json")
    return folder
  }

  @Test func `An older folder is scored with the built-in constants, and says so`() throws {
    let trial = try TrialFolder(TrialRun(hasOutage: true))
    let mark = try #require(try Derivation.assess(trial.run).run.score.constants)
    #expect(!mark.isSealed)
    #expect(mark.words.contains("built in"))
    let written = try folder()
    let score = try Derivation.assess(written.run).run.score
    #expect(score.constants?.isSealed == true)
    #expect(score.constants?.sha256 == mark.sha256)
    let older = try Derivation.assess(trial.run).run.score
    #expect(score.inputs == older.inputs)
  }

  @Test func `The digest is that of the file, and another constant has another`() throws {
    let usual = try folder()
    let other = try folder { $0.service.objective = 0.99 }
    func digest(_ folder: TrialFolder) throws -> String {
      try #require(try Derivation.assess(folder.run).run.score.constants?.sha256)
    }
    #expect(try digest(usual) == Digest.sha256(try #require(usual.bytes(of: "constants.json"))))
    #expect(try digest(usual) != digest(other))
  }

  @Test func `Scoring reads the folder's constants`() throws {
    func outage(_ folder: TrialFolder) throws -> Int? {
      try Derivation.assess(folder.run).run.score.blastRadius.actual?.dimensions
        .first { $0.name == "outage" }?.level
    }
    let usual = try #require(try outage(try folder()))
    let strict = try #require(
      try outage(
        try folder {
          $0.service.shortOutageNs = .milliseconds(1)
          $0.service.recoveryTimeNs = .milliseconds(2)
          $0.service.extendedOutageNs = .milliseconds(3)
        }))
    #expect(usual < strict)
    #expect(strict == 5)
  }

  @Test func `The mission's budget is taken from the constants, not from the plan`() throws {
    let short = try folder(TrialRun(responder: "runbook:asleep", hasOutage: true)) {
      $0.budget.windowNs = .seconds(12)
    }
    let record = try RunRecord(reading: short.run)
    #expect(record.plan.budget.windowNs == .seconds(12))
  }

  @Test func `A constant that was changed after the seal is a defect`() throws {
    let trial = try folder()
    try Seal.write(trial.run)
    #expect(try Seal.defects(of: trial.run).isEmpty)
    var constants = ScoringConstants(plan: TrialRun.plan)
    constants.service.recoveryTimeNs = .seconds(1)
    try trial.write(Data(try CanonicalJSON.document(constants).utf8), to: "constants.json")
    #expect(try Seal.defects(of: trial.run) == ["constants.json: it was changed"])
  }

  @Test func `Every number of service and rubric reaches the file`() throws {
    let text = try CanonicalJSON.document(ScoringConstants(plan: TrialRun.plan))
    let file = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
    func names(_ value: Any, _ found: inout Set<String>) {
      for child in Mirror(reflecting: value).children {
        guard let label = child.label, label != "rawValue", label != "some" else { continue }
        let isNil = Mirror(reflecting: child.value).displayStyle == .optional
          && Mirror(reflecting: child.value).children.isEmpty
        if !isNil { found.insert(Self.snake(label)) }
        names(child.value, &found)
      }
    }
    func keys(_ value: JSONValue) -> Set<String> {
      guard case .object(let members) = value else { return [] }
      return members.reduce(into: []) { $0.formUnion(keys($1.value).union([$1.key])) }
    }
    var expected: Set<String> = []
    names(ScoringConstants(plan: TrialRun.plan), &expected)
    #expect(expected.count > 50)
    #expect(expected.subtracting(keys(file)) == [])
    // And back: nothing is lost on the way.
    #expect(
      try CanonicalJSON.decode(ScoringConstants.self, from: text)
        == ScoringConstants(plan: TrialRun.plan))
  }

  private static func snake(_ name: String) -> String {
    name.reduce(into: "") { result, letter in
      result += letter.isUppercase ? "_" + letter.lowercased() : String(letter)
    }
  }
}
