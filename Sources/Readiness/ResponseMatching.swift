import Vocabulary

/// A response as words: what is done, and to which hosts.
///
/// Shape: `end-maintenance` and `maintenance.end` are the same verb; `restart n1` names a host.
struct ResponseWords: Equatable {
  var verb: Set<String>
  var hosts: Set<String>

  /// Reads a posted response or an entry of the mission's key.
  init(_ text: String) {
    let words = text.split(separator: " ").map { $0.lowercased() }
    verb = Self.tokens(words.first ?? "")
    hosts = Set(
      words.dropFirst().flatMap { $0.split(separator: ",").map(String.init) }.filter { $0 != "on" })
  }

  /// Reads an executed action and its host.
  init(action: String, host: HostName?) {
    verb = Self.tokens(action.lowercased())
    hosts = host.map { [$0.rawValue.lowercased()] } ?? []
  }

  private static func tokens(_ word: String) -> Set<String> {
    Set(word.split { "-._".contains($0) }.map(String.init)).subtracting(["operator"])
  }

  /// Whether this is an instance of `pattern`, which may leave the hosts open.
  func matches(_ pattern: ResponseWords) -> Bool {
    guard !verb.isEmpty, verb == pattern.verb else { return false }
    return pattern.hosts.isEmpty || (!hosts.isEmpty && hosts.isSubset(of: pattern.hosts))
  }
}

extension BlueBrief.ResponseKey {
  /// The class of a response; harm stands before merit, and what is not listed is neutral.
  func classify(_ words: ResponseWords) -> ResponseClass {
    func lists(_ entries: [String]) -> Bool {
      entries.contains { words.matches(ResponseWords($0)) }
    }
    if lists(harmful) { return .harmful }
    if lists(preferred) { return .preferred }
    if lists(acceptable) { return .acceptable }
    return .neutral
  }
}

extension Rubric {
  /// Whether a response can be taken back.
  func isReversible(_ words: ResponseWords) -> Bool {
    words.verb.isDisjoint(with: irreversible)
  }
}
