import Console
import Exercises
import Foundation
import Ledger
import LinuxHost
import Programs
import Vocabulary

/// The console's program pages over the ledger of a bench: from opening it to the last byte.
struct BenchProgram {
  /// The pages that have a bar, and one from the middle of the list.
  static let pages: [(name: String, page: ProgramPage, query: [String: String])] = [
    ("home", .home, [:]), ("trends", .trends, [:]), ("findings", .findings, [:]),
    ("findings_late", .findings, ["status": "all", "page": "200"]),
    ("board", .board, [:]), ("coverage", .coverage, [:]), ("finding", .finding("F-1"), [:]),
  ]

  private let hall: ProgramHall

  /// Writes a program file beside the ledger; no mission lies there, for reading them is no part
  /// of a page but once.
  init(at place: LedgerPlace) throws {
    let files = FileManager.default
    try Data(ProgramExample.text.utf8).write(to: URL(fileURLWithPath: place.program))
    try files.createDirectory(
      atPath: place.root + "/Missions", withIntermediateDirectories: true)
    let now = WallTime.nanoseconds("2027-01-01T09:00:00Z") ?? .zero
    hall = ProgramHall(
      ProgramSources(
        place: { place }, program: { try LedgerDesk.read($0).program },
        zone: { try ZoneSource.rules(of: $0) },
        missions: { MissionShelf(besideProgramIn: $0.root).cards },
        plan: { try KeptPlan.read($0, at: $1) }, unrevealed: { ["etcd-bench-7"] },
        now: { now }, explain: { Failure.inWords($0)?.text ?? "\($0)" }))
  }

  /// Draws a page; whoever does not see plans has more to leave out.
  func draw(_ page: ProgramPage, _ query: [String: String], seesPlans: Bool) throws {
    let text: String
    do {
      text = try hall.html(
        page, query: query, for: ProgramSeat(name: "Ada Obi", seesPlans: seesPlans))
    } catch {
      throw UsageError(error.message, hint: error.hint)
    }
    precondition(text.hasSuffix("</html>\n"), "a page that is not whole times nothing")
  }
}
