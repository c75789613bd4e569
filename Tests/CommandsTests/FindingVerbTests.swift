import ArgumentParser
import Evidence
import Findings
import Ledger
import Programs
import Testing
import Vocabulary

@testable import Commands

@Suite struct FindingVerbTests {
  typealias Line = (typed: String, names: [FindingCommand.Name])

  private static let lines: [Line] = [
    ("accept F-1 --person Ada --until 2027-01-01 --reason cost", [.acceptRisk]),
    ("assign F-1 --owner Ada", [.assign]), ("assign F-1 --due 2027-01-01", [.setDue]),
    ("assign F-1 --retest again", [.nameRetest]),
    ("assign F-1 --owner Ada --due 2027-01-01 --retest again", [.settle]),
    ("assign F-1 --owner Ada --due 2027-01-01", [.assign, .setDue]),
    ("claim F-1 --fix 1a2b", [.claimFixed]), ("reopen F-1 --reason again", [.reopen]),
    ("extend F-1 --due 2027-01-01 --reason parts", [.extend]),
    ("exclude F-1 --run m/r --reason load", [.exclude]), ("edit F-1 --title better", [.edit]),
    ("attach F-1 --mission \(TeamFolder.missionFile())", [.attach]), ("close F-1", [.close]),
    ("rate F-1 0.1", [.rate]), ("move-window orders --to 2027-01-01", [.moveWindow]),
    ("deactivate Ada", [.deactivate]),
  ]

  private static func parsed(_ line: String) throws -> any ParsableCommand {
    try FindingNoun.parseAsRoot(line.split(separator: " ").map(String.init))
  }

  /// The commands of a line that is typed.
  private static func commands(_ line: String) throws -> [FindingCommand] {
    let verb = try parsed(line)
    if let verb = verb as? any FindingDecision { return try verb.commands(on: "F-1") }
    return [try #require(verb as? any BacklogDecision).command()]
  }

  /// Runs a verb as the command line does.
  private static func run(_ verb: some ParsableCommand) throws {
    var verb = verb
    try verb.run()
  }

  /// Those that need an exercise, or are said by another noun's verb.
  private static func others() throws -> [FindingCommand] {
    let exercise = IndexedExercise(
      folder: "runs/m/r", run: "m/r", seal: "ab",
      summary: try CanonicalJSON.decode(
        RunSummary.self, from: TeamFolder.summary(began: "2025-05-01T00:00:00Z")))
    let add = try #require(
      try parsed("add Title --run m/r --gap words --type diagnosis --seen it") as? FindingAdd)
    let judge = try #require(
      try parsed("judge F-1 --run m/r --not-shown --note nothing") as? FindingJudge)
    let override = ExecutionGate.Override(
      quarter: Quarter(year: 2027, number: 1), target: "orders-prod", by: TeamFolder.ada,
      reason: "the fix ships next week", day: "2027-02-11", findings: ["F-1"])
    return [
      add.command(of: exercise), judge.command(on: "F-1", of: exercise),
      FindingRetestVerb.beginning(of: "F-1"),
    ] + GateDesk.commands(of: override, exercise: "calm-owl-11")
  }

  @Test("A line of the terminal is the command of that name", arguments: lines)
  func verbs(typed: String, names: [FindingCommand.Name]) throws {
    #expect(try Self.commands(typed).map(\.name) == names)
  }

  @Test func `No command on findings lacks a verb`() throws {
    let typed = try Self.lines.flatMap { try Self.commands($0.typed) } + Self.others()
    #expect(Set(typed.map(\.name)) == Set(FindingCommand.Name.allCases))
  }

  @Test func `What white saw arrives as a trial of that run, shown or not`() throws {
    guard case .judge("F-1", let trial) = try Self.others()[1] else {
      Issue.record("judge is another command")
      return
    }
    #expect(trial.run == "m/r" && trial.isOfPeople && !trial.isShown && trial.isValid)
    #expect(trial.note == "nothing" && trial.began == "2025-05-01T00:00:00Z")
    for flags in ["", "--shown --not-shown "] {
      #expect(throws: (any Error).self) { try Self.parsed("judge F-1 --run m/r \(flags)--note n") }
    }
  }

  @Test func `A window that comes nearer takes dates with it, and a leaver turns findings red`()
    throws
  {
    let team = try TeamFolder()
    try team.add(TeamFolder.finding(due: "2999-01-31"))
    let base = ["--by", TeamFolder.ada, "--program", team.program]
    try Self.run(try FindingMoveWindow.parse(["orders", "--to", "2998-06-02"] + base))
    var finding = try #require(try team.desk().ledger.finding("F-1"))
    // The program's own next window is nearer still, and takes the date first.
    #expect(try #require(finding.due) < "2998-06-02")
    #expect(try team.events.contains { $0.change.kind == "window.moved" })
    try Self.run(try FindingDeactivate.parse(["Ada Obi"] + base))
    finding = try #require(try team.desk().ledger.finding("F-1"))
    #expect(finding.isOwnerGone)
  }

  @Test func `White judges an exercise of the ledger, and the owner is refused`() throws {
    let team = try TeamFolder()
    try team.add(TeamFolder.finding())
    try team.addRun("r2", began: "2025-05-09T00:00:00Z")
    func judge(_ by: String, run: String = "r2") throws {
      try FindingJudge.parse([
        "F-1", "--run", "\(TeamFolder.mission)/\(run)", "--shown", "--note", "they searched again",
        "--by", by, "--program", team.program,
      ]).run()
    }
    #expect(throws: FindingRefusal.self) { try judge(TeamFolder.ada) }
    #expect(throws: UsageError.self) { try judge("bela.novak@example.org", run: "r9") }
    #expect(try team.desk().ledger.finding("F-1")?.trials.count == 1)
    try judge("bela.novak@example.org")
    let finding = try #require(try team.desk().ledger.finding("F-1"))
    #expect(finding.trials.map(\.fact.run).last == "\(TeamFolder.mission)/r2")
    #expect(finding.trials.count == 2 && finding.trials.allSatisfy { $0.counts && $0.fact.isShown })
  }

  @Test func `Closing and rating are refused with the way that there is`() throws {
    let team = try TeamFolder()
    try team.add(TeamFolder.finding())
    let base = ["--by", TeamFolder.ada, "--program", team.program]
    let statement = #expect(throws: FindingRefusal.self) {
      try Self.run(try FindingClose.parse(["F-1"] + base))
    }
    #expect(statement?.rule == .statement && statement?.hint.contains("claim the fix") == true)
    #expect(throws: FindingRefusal.self) {
      try Self.run(try FindingRate.parse(["F-1", "0.1"] + base))
    }
    #expect(try !team.events.contains { $0.by == TeamFolder.ada && $0.at > "2025-06" })
  }

  @Test func `Who left by the program file alone is written down with the next decision`() throws {
    let team = try TeamFolder(
      ProgramExample.text.replacing(
        "{name: Bela Novak, email: bela.novak@example.org, zone: Europe/Berlin}",
        with: "{name: Bela Novak, email: bela.novak@example.org, zone: Europe/Berlin, "
          + "active: false}"))
    let bela = FindingOwner(name: "Bela Novak", email: "bela.novak@example.org")
    try team.add(TeamFolder.finding() + [TeamFolder.event("F-1", .assigned(bela))])
    try Self.run(
      try FindingEdit.parse([
        "F-1", "--text", "more words", "--by", TeamFolder.ada, "--program", team.program,
      ]))
    #expect(try team.events.contains { $0.change == .ownerDeactivated(email: bela.email) })
    #expect(try team.desk().ledger.finding("F-1")?.isOwnerGone == true)
  }
}
