import Foundation
import Vocabulary

/// What of a mission nobody but red and white may learn before the reveal.
struct Secrets: Sendable {
  /// Words that stand nowhere but in the mission, in lower case.
  let words: [String]

  /// The words of `Tests/Fixtures/missions/etcd-obsidiwick-harbour.yaml`: its name, title,
  /// hypothesis, targets, step, truth, family and times, each of them invented for it, and the
  /// word that stands in red's draft alone.
  static let ofTheMission = Secrets(words: [
    "obsidiwick", "marmaladrin", "feltherby", "helmsgrue", "zanziquill", "lumenorp", "velvetorn",
    "tangerwisp", "asymmetric-visibility", "2317ms",
    "quillmarrow",
  ])

  func and(_ more: [String]) -> Secrets {
    Secrets(words: words + more.map { $0.lowercased() }.filter { $0.utf8.count >= 8 })
  }

  /// Those that stand in a text, however it is written: escaped for HTML, an address or JSON.
  func found(in text: String) -> Set<String> {
    let plain = text.lowercased()
    var forms = [plain]
    if plain.contains("%") { forms.append(plain.removingPercentEncoding ?? "") }
    if plain.contains("\\u") || plain.contains("&#") {
      forms.append(plain.replacing("\\u002d", with: "-").replacing("&#45;", with: "-"))
    }
    return Set(words.filter { word in forms.contains { $0.contains(word) } })
  }

  /// A pattern for grep that finds them and that does not contain them itself.
  var pattern: String {
    words.map { "[\($0.prefix(1))]\($0.dropFirst())" }.joined(separator: "|")
  }
}
