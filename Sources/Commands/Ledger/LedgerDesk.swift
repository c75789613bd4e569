import ArgumentParser
import Evidence
import Findings
import Foundation
import Ledger
import MissionLanguage
import Vocabulary

/// A team's program file, read, with its ledger, opened.
struct LedgerDesk {
  let ledger: TeamLedger
  let program: ProgramFile
  /// Of the program file's bytes.
  let digest: String
  /// When the command was given, RFC 3339 in UTC; in a simulated program a moment of it.
  private(set) var at: String

  /// The day of `at`.
  var today: String { String(at.prefix(10)) }

  /// The desk of the program file that somebody named, or of the nearest one from here upwards.
  ///
  /// Errors: where there is none, and where it has mistakes.
  init(program given: String?) throws {
    guard let place = try Self.place(given) else {
      throw UsageError(
        "there is no cygnet.yaml here or in a folder above",
        hint: "cygnet program init writes one to begin with; --program FILE names one elsewhere")
    }
    try self.init(at: place)
  }

  /// The desk of the nearest program file; nil where there is none.
  static func nearest() throws -> LedgerDesk? { try place(nil).map { try LedgerDesk(at: $0) } }

  private init(at place: LedgerPlace) throws {
    (program, digest) = try Self.read(place)
    at = Self.now()
    ledger = try TeamLedger(at: place)
    try ledger.take(program, digest: digest)
  }

  /// The desk of a simulated program at a moment of it.
  ///
  /// Errors: where people live by the program: its clock is theirs.
  func simulated(at moment: String) throws -> LedgerDesk {
    guard program.simulated != nil else {
      throw UsageError(
        "\(Terminal.path(ledger.place.program)) is no simulated program",
        hint: "only one with `simulated:` has days that are made up")
    }
    var desk = self
    desk.at = moment
    return desk
  }

  /// Who asks, among whom, and when the services are exercised next.
  ///
  /// A program's windows are those of all its services; a rehearsal may be scored by the promises
  /// of another one, and its findings then bear that name.
  func circumstances(by author: String, about services: [String] = []) -> Circumstances {
    let day = CalendarDay(iso: today).flatMap { NextWindow.day(of: program, after: $0) }
    let people = program.people.map {
      Roster.Person(name: $0.name, email: $0.email, isActive: $0.isActive)
    }
    return Circumstances(
      by: author, at: at, people: Roster(people: people, programOwner: program.owner),
      nextWindows: day.map { day in
        Dictionary(
          (services + program.services.flatMap { [$0.name, $0.target] }).map { ($0, "\(day)") },
          uniquingKeysWith: { $1 })
      } ?? [:])
  }

  /// The program file as it stands there.
  static func read(_ place: LedgerPlace) throws -> (program: ProgramFile, digest: String) {
    guard let data = FileManager.default.contents(atPath: place.program) else {
      throw UsageError("cannot read \(place.program)", hint: "check its permissions")
    }
    switch ProgramParser.parse(bytes: Array(data), file: Terminal.path(place.program)) {
    case .success(let program):
      if program.simulated == nil, FileManager.default.fileExists(atPath: place.simulated) {
        throw UsageError(
          "\(Terminal.path(place.simulated)) gives exercises days that are not their own, and "
            + "\(Terminal.path(place.program)) does not say that it is simulated",
          hint: "take the file away, or say why under `simulated:` of the program")
      }
      return (program, Digest.sha256(data))
    case .failure(let errors): throw MissionRefused(diagnostics: errors.diagnostics)
    }
  }

  static func now() -> String { Date().formatted(.iso8601) }

  /// Where the program file lies: what was named, or what is nearest.
  static func place(_ given: String?) throws -> LedgerPlace? {
    let files = FileManager.default
    if let given {
      let path = URL(fileURLWithPath: given).standardizedFileURL
      guard path.lastPathComponent == "cygnet.yaml", files.fileExists(atPath: path.path) else {
        throw UsageError(
          "\(given) is no program file", hint: "name an existing file called cygnet.yaml")
      }
      return LedgerPlace(root: path.deletingLastPathComponent().path)
    }
    var folder = URL(fileURLWithPath: files.currentDirectoryPath).standardizedFileURL
    while true {
      let place = LedgerPlace(root: folder.path)
      if files.fileExists(atPath: place.program) { return place }
      let parent = folder.deletingLastPathComponent().standardizedFileURL
      if parent.path == folder.path { return nil }
      folder = parent
    }
  }
}

/// Which program file is meant.
struct DeskOptions: ParsableArguments {
  @Option(help: "The team's cygnet.yaml; without it the nearest from here upwards.")
  var program: String?
  @Flag(help: "JSON on standard output.") var json = false

  /// The desk, with all that the journal says by now.
  func desk() throws -> LedgerDesk {
    let desk = try LedgerDesk(program: program)
    try desk.ledger.catchUp()
    return desk
  }
}
