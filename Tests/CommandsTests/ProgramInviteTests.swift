import ArgumentParser
import Console
import Foundation
import Ledger
import Programs
import Testing
import Vocabulary

@testable import Commands

/// Seats at a program's pages from the command line, and what the console must not tell.
@Suite struct ProgramInviteTests {
  @Test("An invitation makes a seat in a file of its owner's; another sight is refused")
  func invite() throws {
    let team = try TeamFolder()
    func run(_ arguments: [String]) throws {
      try ProgramInvite.parse(arguments + ["--program", team.program]).run()
    }
    try run(["Bela Novak", "--feed"])
    let seats = team.path + "/.cygnet/seats.json"
    let mode = try FileManager.default.attributesOfItem(atPath: seats)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect(try String(contentsOfFile: seats, encoding: .utf8).contains("Bela Novak"))
    #expect(throws: UsageError.self) { try run(["Bela Novak", "--plans"]) }
    #expect(throws: UsageError.self) { try run([""]) }
    try run(["Bela Novak", "--json"])
  }

  @Test("Missions of exercises that are not revealed are held back, and only those")
  func unrevealed() throws {
    let team = try TeamFolder()
    let runs = team.path + "/runs"
    #expect(try UnrevealedMissions.names(below: runs) == [])
    let source = try MissionSource(path: TeamFolder.missionFile())
    let plan = try CanonicalJSON.document(
      source.plan(seed: 7, capabilities: Set(Capability.allCases)))
    func make(_ code: String, _ files: [String: String]) throws {
      let folder = "\(runs)/live/\(code)"
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      for (name, text) in files {
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
      }
    }
    try make("brisk-heron-42", ["plan.json": plan, "exercise.jsonl": "", "reveal.json": "{}"])
    #expect(try UnrevealedMissions.names(below: runs) == [])
    try make("calm-teal-17", ["plan.json": plan, "exercise.jsonl": "", "SEAL": "#"])
    #expect(try UnrevealedMissions.names(below: runs) == [TeamFolder.mission])
    try make("quiet-owl-99", ["plan.json": "{", "exercise.jsonl": ""])
    #expect(throws: UsageError.self) { try UnrevealedMissions.names(below: runs) }
  }

  @Test("Numbers that need no session leave out what is not revealed")
  func metrics() throws {
    let team = try TeamFolder()
    try team.addRun("r1")
    let desk = try team.desk()
    #expect(try ProgramMetrics.text(of: desk).contains(TeamFolder.mission))
    let told = try ProgramMetrics.text(of: desk, besides: [TeamFolder.mission])
    #expect(!told.contains(TeamFolder.mission) && told.hasSuffix("# EOF\n"))
  }

  @Test("Missions are read once, and again when one of their files changes")
  func shelf() throws {
    let team = try TeamFolder()
    let shelf = KeptShelf()
    #expect(shelf.cards(besideProgramIn: team.path).isEmpty)
    try team.addMission()
    #expect(shelf.cards(besideProgramIn: team.path).map(\.name) == [TeamFolder.mission])
    try team.addMission(retests: ["F-1"])
    #expect(shelf.cards(besideProgramIn: team.path).map(\.retests) == [["F-1"]])
  }
}
