import Foundation
import Programs
import Synchronization

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
      + names.filter { $0.hasSuffix(".yaml") }.sorted().map { name -> String in
        let facts = try? files.attributesOfItem(atPath: "\(folder)/\(name)")
        let written = (facts?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
        return "\(name) \(facts?[.size] as? Int ?? 0) \(written)"
      }
  }
}
