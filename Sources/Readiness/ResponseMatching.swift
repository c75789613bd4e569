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

  /// Words that say whose command it is, not what it does.
  private static let domains: Set<String> = ["operator", "maintenance"]
  /// Words that mean the same: who ends a maintenance starts the member.
  private static let synonyms = ["end": "start", "finish": "start"]

  private static func tokens(_ word: String) -> Set<String> {
    let all = word.split { "-._".contains($0) }.map(String.init)
    return Set(all.map { synonyms[$0] ?? $0 }).subtracting(domains)
  }

  /// Whether this is an instance of `pattern`, which may leave the hosts open.
  func matches(_ pattern: ResponseWords) -> Bool {
    guard !verb.isEmpty, verb == pattern.verb else { return false }
    return pattern.hosts.isEmpty || (!hosts.isEmpty && hosts.isSubset(of: pattern.hosts))
  }
}

extension BlueBrief.ResponseKey {
  /// The words of an executed action; with its backup where the key grades that one.
  ///
  /// `backup-restore-hourly n1` is an entry of its own beside `backup-restore`.
  func words(of action: String, on host: HostName?, _ parameters: JSONValue?) -> ResponseWords {
    if let from = parameters?["from"]?.text {
      let precise = ResponseWords(action: "\(action)-\(from)", host: host)
      if classify(precise) != .neutral { return precise }
    }
    return ResponseWords(action: action, host: host)
  }

  /// The class of a response; what is not listed is neutral.
  ///
  /// An entry with the very same hosts stands before one that only covers them (`restart n1` before
  /// `restart n1,n2,n3`); at equal fit harm stands before merit. With `onlyNamed`, for a host of
  /// another cluster, an entry that names no host is not about it.
  func classify(_ words: ResponseWords, onlyNamed: Bool = false) -> ResponseClass {
    let all: [(ResponseClass, [String])] = [
      (.harmful, harmful), (.preferred, preferred), (.acceptable, acceptable),
    ]
    let classes = all.map { responseClass, entries in
      (responseClass, entries.filter { !onlyNamed || !ResponseWords($0).hosts.isEmpty })
    }
    for (responseClass, entries) in classes {
      if entries.contains(where: { !words.verb.isEmpty && ResponseWords($0) == words }) {
        return responseClass
      }
    }
    for (responseClass, entries) in classes {
      if entries.contains(where: { words.matches(ResponseWords($0)) }) { return responseClass }
    }
    return .neutral
  }
}

extension Rubric {
  /// Whether a response can be taken back.
  func isReversible(_ words: ResponseWords) -> Bool {
    words.verb.isDisjoint(with: irreversible)
  }

  /// Whether a response needs no command: to leave the system to itself.
  func isWaiting(_ words: ResponseWords) -> Bool {
    !words.verb.isEmpty && words.verb.isSubset(of: waiting)
  }
}
