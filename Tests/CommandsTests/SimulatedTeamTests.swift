import ArgumentParser
import Findings
import Foundation
import MissionLanguage
import Programs
import Testing
import Vocabulary

@testable import Commands

/// The folder of a simulated program, and what the command refuses.
@Suite struct SimulatedTeamTests {
  private static let plan = SimulatedPlan(
    ["etcd-quorum-erosion", "etcd-wrong-cluster"],
    course: .twoYears(from: Quarter(year: 2_024, number: 1)))
  private static let missions =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path + "/Missions"

  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("cygnet-simulated-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }

  @Test func `Its program has no mistake, says that it is simulated, and has the plan's windows`()
    throws
  {
    let team = SimulatedTeam(folder: "x", plan: Self.plan)
    let program = try ProgramParser.parse(team.program, file: "cygnet.yaml").get()
    #expect(program.simulated?.contains("made up") == true)
    #expect(program.cadence == SimulatedPlan.cadence && program.owner == "ada.obi@example.org")
    #expect(program.missionsPerWindow == 2 && program.services.map(\.name) == ["orders"])
    for period in Self.plan.periods {
      #expect(program.cadence.falls(on: period.window))
    }
    let service = try ServiceParser.parse(SimulatedTeam.serviceText, file: "orders.yaml").get()
    #expect(service.constants.name == "orders")
  }

  @Test func `Each mission's findings have one owner, who is somebody of the program`() throws {
    let team = SimulatedTeam(folder: "x", plan: Self.plan)
    let owners = Self.plan.missions.map(team.owner)
    #expect(Set(owners).count == 2 && !owners.contains("ada.obi@example.org"))
    let program = try ProgramParser.parse(team.program, file: "cygnet.yaml").get()
    #expect(owners.allSatisfy { program.person($0)?.isActive == true })
  }

  @Test func `A folder is written once, and one of another plan is refused`() throws {
    try withFolder { folder in
      let team = SimulatedTeam(folder: folder, plan: Self.plan)
      try team.write()
      try team.write()
      _ = try LedgerDesk(program: folder + "/cygnet.yaml")
      let other = SimulatedPlan(["etcd-wrong-cluster"], course: Self.plan.course)
      #expect(throws: UsageError.self) {
        try SimulatedTeam(folder: folder, plan: other).write()
      }
    }
  }

  @Test func `Simulated days beside a program that people live by are refused`() throws {
    try withFolder { folder in
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try Data(ProgramExample.text.utf8).write(
        to: URL(fileURLWithPath: folder + "/cygnet.yaml"))
      let desk = try LedgerDesk(program: folder + "/cygnet.yaml")
      #expect(throws: UsageError.self) { try desk.simulated(at: "2024-02-08T17:00:00Z") }
      try Data().write(to: URL(fileURLWithPath: folder + "/simulated.jsonl"))
      #expect {
        try LedgerDesk(program: folder + "/cygnet.yaml")
      } throws: { error in
        (error as? UsageError)?.message.contains("does not say that it is simulated") == true
      }
    }
  }

  @Test func `The desk of a simulated program stands on the day that it is asked for`() throws {
    try withFolder { folder in
      try SimulatedTeam(folder: folder, plan: Self.plan).write()
      let desk = try LedgerDesk(program: folder + "/cygnet.yaml")
        .simulated(at: "2024-02-08T17:00:00Z")
      let circumstances = desk.circumstances(by: "ada.obi@example.org", about: ["orders"])
      #expect(circumstances.today == "2024-02-08")
      #expect(circumstances.nextWindows["orders"] == "2024-05-09")
      #expect(throws: UsageError.self) {
        try FindingExport.parse([
          "--format", "jira", "--program", folder + "/cygnet.yaml",
        ]).run()
      }
    }
  }

  @Test(
    "What cannot be simulated is refused before anything is played",
    arguments: [
      ["--from", "2024"], ["--from", "2024Q5"], ["--jobs", "0"], ["--jobs", "17"],
    ])
  func options(arguments: [String]) {
    #expect(throws: (any Error).self) { try ProgramSimulateVerb.parse(arguments) }
  }

  @Test func `A mission without a tempting runbook teaches a made-up team nothing`() throws {
    let source = try MissionSource(path: Self.missions + "/single/etcd-leader-kill.yaml")
    #expect {
      try SimulatedExercises.Mission(source)
    } throws: { error in
      (error as? UsageError)?.message.contains("names no `tempting`") == true
    }
    let seed = try SimulatedExercises.Mission(
      MissionSource(path: Self.missions + "/seed/etcd-wrong-cluster.yaml"))
    #expect(seed.right.runbook.name == "etcd-restart-dead-member")
    #expect(seed.tempting.runbook.name == "etcd-restart-on-the-wrong-cluster")
  }

  @Test func `Missions of one family are refused, for they would be compared`() async throws {
    let names = ["etcd-quorum-erosion", "etcd-remove-then-maintenance"]
      .map { "\(Self.missions)/seed/\($0).yaml" }
    let verb = try ProgramSimulateVerb.parse([
      "--dry-run", "--missions", names.joined(separator: ","),
    ])
    await #expect(throws: UsageError.self) { try await verb.run() }
  }
}
