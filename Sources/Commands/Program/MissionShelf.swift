import Foundation
import Programs
import Vocabulary

/// The missions that a team can plan, as far as their files can be read.
///
/// Limits: runbooks are none; nor are those that must come out invalid, or that hide one in others.
struct MissionShelf {
  /// By name.
  let cards: [MissionCard]
  /// Files that have mistakes; nothing of them can be planned.
  let unreadable: [String]

  /// Folders that hold no missions for people.
  private static let others: Set = ["runbooks", "negative", "diluted"]

  /// The missions beside a program file, or below the current folder where there are none.
  init(besideProgramIn root: String) { self.init(below: Self.folder(besideProgramIn: root)) }

  static func folder(besideProgramIn root: String) -> String {
    let own = root + "/Missions"
    return FileManager.default.fileExists(atPath: own) ? own : "Missions"
  }

  init(below folder: String) {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    let files = names.filter { name in
      name.hasSuffix(".yaml")
        && !name.split(separator: "/").dropLast().contains { Self.others.contains(String($0)) }
    }
    var cards: [MissionCard] = []
    var unreadable: [String] = []
    for name in files.sorted() {
      let path = "\(folder)/\(name)"
      if let source = try? MissionSource(path: path) {
        cards.append(MissionCard(source.mission))
      } else {
        unreadable.append(path)
      }
    }
    self.cards = cards.sorted { $0.name < $1.name }
    self.unreadable = unreadable
  }

  /// Says on standard error which files were passed over.
  func sayUnreadable() {
    for path in unreadable {
      Terminal.say("passed over: \(Terminal.path(path)); cygnet mission validate says why")
    }
  }
}
