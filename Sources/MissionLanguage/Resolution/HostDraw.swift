import Vocabulary

/// Turns target words into hosts; every draw has a sequence of its own, named by its purpose.
///
/// So a binding or a step that is added or removed does not shift what the others draw.
struct HostDraw {
  /// All hosts, ascending.
  let hosts: [HostName]
  /// The host that leads at the start.
  let leader: HostName
  /// The hosts of the second cluster, which is no member and is drawn by no other word.
  let lookAlikes: [HostName]
  private let seed: UInt64
  /// What each name stands for so far.
  private(set) var bound: [String: [HostName]] = [:]

  /// Draws the leader.
  init(hosts: [HostName], lookAlikes: [HostName] = [], seed: UInt64) {
    precondition(!hosts.isEmpty, "a draw needs at least one host")
    self.hosts = hosts
    self.lookAlikes = lookAlikes
    self.seed = seed
    var random = SeededRandom(seed: seed, purpose: "leader")
    leader = hosts[random.below(hosts.count)]
  }

  /// Resolves a binding and remembers it.
  mutating func bind(_ binding: TargetBinding) throws(Complaint) {
    bound[binding.name] = try resolve(binding.expression, purpose: "target \(binding.name)")
  }

  /// The hosts that the words stand for, ascending; `others` is all hosts but `named`.
  func resolve(
    _ expression: String, purpose: String, named: Set<HostName> = []
  ) throws(Complaint) -> [HostName] {
    var found: Set<HostName> = []
    for (index, word) in TargetWords.split(expression).enumerated() {
      var random = SeededRandom(seed: seed, purpose: "\(purpose) \(index)")
      found.formUnion(try hosts(for: word, named: named, &random))
    }
    return found.sorted()
  }

  private func hosts(
    for word: String, named: Set<HostName>, _ random: inout SeededRandom
  ) throws(Complaint) -> [HostName] {
    if let known = bound[word] { return known }
    let followers = hosts.filter { $0 != leader }
    switch word {
    case "leader": return [leader]
    case "all": return hosts
    case "any": return draw(1, of: hosts, &random)
    case "follower": return try some(draw(1, of: followers, &random), word)
    case "other follower":
      let taken = Set(bound.values.joined())
      return try some(draw(1, of: followers.filter { !taken.contains($0) }, &random), word)
    case "minority": return try some(draw((hosts.count - 1) / 2, of: hosts, &random), word)
    case "majority": return draw(hosts.count / 2 + 1, of: hosts, &random)
    case "look-alike": return try second(lookAlikes)
    case "others": return try some(hosts.filter { !named.contains($0) }, word)
    default:
      let host = HostName(rawValue: word)
      if hosts.contains(host) || lookAlikes.contains(host) { return [host] }
      let names = (hosts + lookAlikes).map(\.rawValue)
      let targets = bound.keys.sorted()
      throw Complaint(
        "there is no host and no target `\(word)`",
        hint: Spelling.hint(
          for: word, among: targets + names,
          otherwise: "hosts: \(names.joined(separator: ", "))"
            + (targets.isEmpty ? "" : "; targets: \(targets.joined(separator: ", "))")))
    }
  }

  private func second(_ hosts: [HostName]) throws(Complaint) -> [HostName] {
    guard hosts.isEmpty else { return hosts }
    throw Complaint(
      "there is no look-alike", hint: "give the mission one: `database: {…, look-alike: 1}`")
  }

  private func some(_ drawn: [HostName], _ word: String) throws(Complaint) -> [HostName] {
    guard drawn.isEmpty else { return drawn }
    throw Complaint(
      "`\(word)` stands for no host here",
      hint: "the database has \(hosts.count) hosts, one of them leads; give it more, or bind fewer")
  }

  private func draw(
    _ count: Int, of pool: [HostName], _ random: inout SeededRandom
  ) -> [HostName] {
    var rest = pool
    var drawn: [HostName] = []
    while drawn.count < count, !rest.isEmpty {
      drawn.append(rest.remove(at: random.below(rest.count)))
    }
    return drawn
  }
}
