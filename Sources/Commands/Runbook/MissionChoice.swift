import Foundation
import Vocabulary

/// The missions that a list of names, files and patterns stands for.
enum MissionChoice {
  /// Each mission once, in the order given; `*` in a pattern stands for any text.
  static func sources(_ words: String) throws -> [MissionSource] {
    var paths: [String] = []
    for word in words.split(separator: ",").map(String.init) {
      guard word.contains("*") else {
        paths.append(word)
        continue
      }
      let found = all.filter { path in
        let name = path.split(separator: "/").last.map { String($0.dropLast(".yaml".count)) }
        return matches(path, word) || matches(path, word + ".yaml") || matches(name ?? "", word)
      }
      if found.isEmpty {
        throw UsageError(
          "no mission is like \(word)", hint: "cygnet mission list shows what there is")
      }
      paths += found
    }
    let sources = try paths.map { try MissionSource(path: $0) }
    var seen: Set<String> = []
    return sources.filter { seen.insert($0.mission.name).inserted }
  }

  private static var all: [String] {
    let names = FileManager.default.enumerator(atPath: "Missions")?.compactMap { $0 as? String }
    return (names ?? []).filter { $0.hasSuffix(".yaml") && !$0.contains("runbooks/") }.sorted()
      .map { "Missions/\($0)" }
  }

  /// Whether the text is an instance of the pattern; `*` stands for any text, slashes included.
  static func matches(_ text: String, _ pattern: String) -> Bool {
    let parts = pattern.split(separator: "*", omittingEmptySubsequences: false).map(String.init)
    guard parts.count > 1 else { return text == pattern }
    guard text.hasPrefix(parts[0]) else { return false }
    var rest = text.dropFirst(parts[0].count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let place = rest.range(of: part) else { return false }
      rest = rest[place.upperBound...]
    }
    return rest.hasSuffix(parts[parts.count - 1])
  }
}
