import Console
import Evidence
import Foundation
import Ledger
import LinuxHost
import Programs
import Synchronization
import Vocabulary

/// The team's program as the console reads it: the same files as the commands read.
enum ConsoleProgram {
  /// The sources of a program file that was named, or of the nearest one from here upwards.
  ///
  /// - Parameters:
  ///   - runs: where run folders are; what lies there unrevealed is not told.
  static func sources(_ given: String?, runs: String) -> ProgramSources {
    let shelf = KeptShelf()
    return ProgramSources(
      place: { (try? LedgerDesk.place(given)) ?? nil },
      program: { try LedgerDesk.read($0).program },
      zone: { try ZoneSource.rules(of: $0) },
      missions: { shelf.cards(besideProgramIn: $0.root) },
      plan: { try KeptPlan.read($0, at: $1) },
      unrevealed: { try UnrevealedMissions.names(below: runs) },
      now: { Nanoseconds(rawValue: WallClock.now()) },
      explain: { Failure.inWords($0)?.text ?? "\($0)" })
  }
}

/// The missions that a team can plan, read again only when one of their files changed.
final class KeptShelf: Sendable {
  private struct Kept {
    var mark: [String]
    var cards: [MissionCard]
  }

  private let kept = Mutex<Kept?>(nil)

  func cards(besideProgramIn root: String) -> [MissionCard] {
    let mark = Self.mark(of: MissionShelf.folder(besideProgramIn: root))
    return kept.withLock { kept in
      if let kept, kept.mark == mark { return kept.cards }
      let cards = MissionShelf(besideProgramIn: root).cards
      kept = Kept(mark: mark, cards: cards)
      return cards
    }
  }

  /// Every mission's file with its size and when it was written.
  private static func mark(of folder: String) -> [String] {
    let files = FileManager.default
    let names = files.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return [folder]
      + names.filter { $0.hasSuffix(".yaml") }.sorted().map { name in
        let facts = try? files.attributesOfItem(atPath: "\(folder)/\(name)")
        let written = (facts?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
        return "\(name) \(facts?[.size] as? Int ?? 0) \(written)"
      }
  }
}

/// Missions of exercises with people that blue must not be told of yet.
enum UnrevealedMissions {
  /// Of every exercise below `<runs>/live` that is not revealed; aborted ones are not, either.
  ///
  /// Errors: a plan that cannot be read: nobody knows then what must not be told.
  static func names(below runs: String) throws -> Set<String> {
    let files = FileManager.default
    let live = runs + "/live"
    let codes = (try? files.contentsOfDirectory(atPath: live)) ?? []
    var names: Set<String> = []
    for code in codes.sorted() {
      let folder = RunFolder(path: "\(live)/\(code)")
      guard files.fileExists(atPath: folder.exercise),
        !files.fileExists(atPath: folder.path + "/reveal.json")
      else { continue }
      guard let data = files.contents(atPath: folder.plan),
        let plan = try? CanonicalJSON.decode(Plan.self, from: data)
      else {
        throw UsageError(
          "\(Terminal.path(folder.plan)) cannot be read, so nobody knows what must not be told",
          hint: "move that folder away if the exercise is over")
      }
      names.insert(plan.mission)
    }
    return names
  }
}
