import Console
import Foundation
import Ledger
import LinuxHost
import Programs
import Vocabulary

/// The team's program as the console reads it: the same files as the commands read.
enum ConsoleProgram {
  /// The sources of the nearest program file from here upwards, which the gate reads, too.
  ///
  /// - Parameter runs: where run folders are; what lies there unrevealed is not told.
  static func sources(runs: String) -> ProgramSources {
    let shelf = KeptShelf()
    return ProgramSources(
      place: { try? LedgerDesk.place(nil) },
      program: { try LedgerDesk.read($0).program },
      zone: { try ZoneSource.rules(of: $0) },
      missions: { shelf.cards(besideProgramIn: $0.root) },
      plan: { try KeptPlan.read($0, at: $1) },
      unrevealed: { try UnrevealedMissions.names(below: runs) },
      now: { Nanoseconds(rawValue: WallClock.now()) }, explain: words)
  }

  /// What went wrong, as a page says it.
  @Sendable private static func words(_ error: any Error) -> String {
    let text = Failure.inWords(error)?.text ?? "\(error)"
    return text.hasPrefix("error: ") ? String(text.dropFirst(7)) : text
  }
}
