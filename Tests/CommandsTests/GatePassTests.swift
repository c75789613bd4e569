import ArgumentParser
import Exercises
import Findings
import Foundation
import Ledger
import Programs
import Testing
import Vocabulary

@testable import Commands

/// An exercise of people waits for last quarter's re-tests, or somebody answers for it.
@Suite struct GatePassTests {
  private static let reason = "the fix ships next week"
  private static let code = "calm-owl-11"

  /// A team whose finding of long ago waits for people.
  private static func team() throws -> TeamFolder {
    let team = try TeamFolder()
    try team.add(TeamFolder.finding())
    return team
  }

  private static func pass(
    _ team: TeamFolder, service: String = "orders", retests: [String] = [],
    reason: String? = nil, by author: String? = "Ada Obi"
  ) throws -> GatePass {
    try GatePass(
      try GateDesk(try team.desk()), service: service, retests: retests, reason: reason,
      by: author)
  }

  private static func answer(_ team: TeamFolder, code: String = code) throws -> GateAnswer {
    try GateDesk(try team.desk()).answer(
      to: GatedExercise(code: code, service: "orders", retests: []))
  }

  @Test func `Closed: what is left out is named, with what to try, and nothing is written`()
    throws
  {
    let team = try Self.team()
    let refusal = #expect(throws: UsageError.self) { try Self.pass(team) }
    #expect(refusal?.message.contains("F-1") == true)
    #expect(refusal?.message.contains("orders-prod") == true)
    #expect(refusal?.hint?.contains("--override-gate") == true)
    #expect(try Self.answer(team).isOpen == false)
    #expect(try team.events == TeamFolder.finding())
  }

  @Test func `Open: a mission names it, the one at hand or another of the team's`() throws {
    let team = try Self.team()
    #expect(try Self.pass(team, retests: ["F-1"]).kept == nil)
    #expect(throws: UsageError.self) { try Self.pass(team, retests: ["F-2"]) }
    try team.addMission()
    #expect(throws: UsageError.self) { try Self.pass(team) }
    try team.addMission(retests: ["F-1"])
    #expect(try Self.pass(team).kept == nil)
    #expect(try Self.answer(team).isOpen)
  }

  @Test func `Open: a plan was kept; a plan that was only looked at links nothing`() throws {
    let team = try Self.team()
    try team.addMission()
    let quarter = Quarter(of: try QuarterDesk(try team.desk()).today)
    let options = ["--quarter", quarter.description, "--program", team.program]
    try ProgramPlanVerb.parse(options).run()
    #expect(throws: UsageError.self) { try Self.pass(team) }
    // Where this quarter has no window left there is no place in it: then the next one links it.
    let plan = QuarterPlan(
      quarter: quarter,
      missions: [
        PlannedMission(
          card: MissionShelf(below: team.path + "/Missions").cards[0],
          reasons: [.retest(finding: "F-1", title: "t")], retests: ["F-1"])
      ], byMachine: [], notes: [])
    _ = try KeptPlan.write(plan, at: try team.desk().ledger.place)
    #expect(try Self.pass(team).kept == nil)
    #expect(try Self.answer(team).isOpen)
  }

  @Test func `Overridden: person and reason stand in the journal, and open it for one exercise`()
    throws
  {
    let team = try Self.team()
    let pass = try Self.pass(team, reason: "  the fix ships\nnext week ")
    #expect(pass.record?.findings == ["F-1"] && pass.record?.by == TeamFolder.ada)
    #expect(pass.record?.reason == Self.reason && pass.words?.contains("F-1") == true)
    // Until it is in the journal it opens nothing.
    #expect(try Self.answer(team).isOpen == false)
    try pass.keep(for: Self.code)
    let line = try #require(try team.events.last)
    #expect(line.finding == "F-1" && line.by == TeamFolder.ada)
    guard case .gateOverridden(let exercise, let quarter, let reason) = line.change else {
      Issue.record("the journal ends with \(line.change.kind)")
      return
    }
    #expect(exercise == Self.code && reason == Self.reason && Quarter(quarter) != nil)
    let open = try Self.answer(team)
    #expect(open.isOpen && open.detail.contains("ada.obi") && open.detail.contains(Self.reason))
    #expect(try Self.answer(team, code: "brisk-heron-42").isOpen == false)
  }

  @Test(
    "An override by nobody of the program, or without a reason, is refused",
    arguments: [
      ("Eve", "it must be today"), ("Ada Obi", "because"), ("Ada Obi", " . . \n"),
    ])
  func refusals(by: String, reason: String) throws {
    let team = try Self.team()
    #expect(throws: UsageError.self) { try Self.pass(team, reason: reason, by: by) }
  }

  @Test func `A finding of another target, or of this quarter, closes nothing`() throws {
    let team = try Self.team()
    #expect(try Self.pass(team, service: "billing").kept == nil)
    #expect(throws: UsageError.self) { try Self.pass(team, service: "orders-prod") }
    let young = try TeamFolder()
    let now = try young.desk().at
    try young.add(TeamFolder.finding().map { .init($0, at: now) })
    #expect(try Self.pass(young).kept == nil)
  }

  @Test func `Without a program nothing is gated, and a reason is not kept`() throws {
    let pass = try GatePass(nil, service: "orders", retests: [], reason: Self.reason, by: nil)
    #expect(pass.kept == nil && pass.record == nil && pass.words == nil)
    try pass.keep(for: Self.code)
  }

  @Test func `A kept plan that cannot be read opens no gate`() throws {
    let team = try Self.team()
    let quarter = Quarter(of: try QuarterDesk(try team.desk()).today)
    let path = KeptPlan.path(quarter, at: try team.desk().ledger.place)
    try FileManager.default.createDirectory(
      atPath: team.path + "/plans", withIntermediateDirectories: true)
    try Data("{}".utf8).write(to: URL(fileURLWithPath: path))
    let refusal = #expect(throws: UsageError.self) { try Self.pass(team) }
    #expect(refusal?.message.contains("is no plan of") == true)
  }

  @Test func `The option of the command takes a reason and a person`() throws {
    let base = ["m", "--white", "A", "--blue", "B"]
    let plain = try ExerciseNew.parse(base)
    #expect(plain.overrideGate == nil && plain.by == nil)
    let asked = try ExerciseNew.parse(
      base + ["--override-gate", Self.reason, "--by", TeamFolder.ada])
    #expect(asked.overrideGate == Self.reason && asked.by == TeamFolder.ada)
    #expect(throws: (any Error).self) { try ExerciseNew.parse(base + ["--override-gate"]) }
  }
}

extension FindingEvent {
  /// The same at another time.
  fileprivate init(_ event: FindingEvent, at: String) {
    self = event
    self.at = at
  }
}
