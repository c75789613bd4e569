import Vocabulary

/// Makes members of a cluster's status of what each Redis and its Sentinel say.
///
/// Shape: pure; a member's identifier is its address and port, as Sentinels call it.
enum RedisMembers {
  /// One member and both of its answers; nil is silence.
  struct Seen: Sendable, Equatable {
    var host: HostName
    var address: String
    var replication: RedisReplication?
    var sentinel: SentinelSight?
  }

  /// The members; a leader is the primary that a member follows, or is, by right.
  ///
  /// Who leads without its Sentinel's consent, follows somebody else than its Sentinel says, hears
  /// nobody, or holds to an election that is over, knows no leader: it does not serve.
  ///
  /// A Sentinel that conducts a failover calls the old primary the primary until every replica
  /// follows the new one, which takes two seconds, and others repeat it until they are told. While
  /// one of them does, that word is no word: the new primary and who follows it serve already.
  /// Until the promotion was seen, which a new epoch or another name shows, the old one is taken
  /// to lead.
  static func members(_ seen: [Seen]) -> [ClusterStatus.Member] {
    let sights = seen.compactMap(\.sentinel)
    let replaced = Set(sights.filter(\.isFailingOver).map(\.primary))
    let isOpen = Set(sights.map(\.primary)).count == 1 && Set(sights.map(\.epoch)).count == 1
    let newest = seen.filter { $0.replication != nil }.compactMap(\.sentinel)
      .filter { !$0.isFailingOver }.map(\.epoch).max()
    return seen.map { one in
      let epoch = one.sentinel?.epoch
      let isOutdated = epoch.map { $0 < newest ?? 0 } ?? false
      return ClusterStatus.Member(
        host: one.host, answers: one.replication != nil, id: one.address,
        leader: isOutdated ? nil : leader(of: one, replaced: replaced, isOpen: isOpen),
        term: one.replication == nil ? nil : epoch, fsyncs: nil)
    }
  }

  private static func leader(
    of one: Seen, replaced: Set<String>, isOpen: Bool
  ) -> String? {
    guard let replication = one.replication, replication.isLinked else { return nil }
    let own = replication.isPrimary ? one.address : replication.follows
    guard let sentinel = one.sentinel else { return own }
    if replaced.contains(sentinel.primary) { return isOpen ? sentinel.primary : own }
    return own == sentinel.primary ? own : nil
  }
}
