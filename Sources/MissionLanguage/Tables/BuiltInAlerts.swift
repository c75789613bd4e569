/// The alerts that the range raises by itself; a mission or a rule may wait for these only.
///
/// A name that no alert has would wait for ever without a word, so it is refused.
enum BuiltInAlerts {
  /// Every alert with what sets it off.
  static let all: [(name: String, meaning: String)] = [
    ("WriteUnavailable", "fewer than 90 % of the writes of the last second were acknowledged"),
    ("NoLeader", "no member answers as leader"),
    ("RedundancyLost", "the member on the alert's host does not answer"),
    ("LeaderChanged", "another member leads than before"),
    ("SlowFsync", "the member on the alert's host takes more than 100 ms for an fsync of its log"),
  ]

  /// Alerts that only Prometheus raises, with what sets them off.
  static let watched: [(name: String, meaning: String)] = [
    ("MembersDisagree", "more than one member says that it leads"),
    ("MetricsLost", "no member can be scraped, and the application's writes succeed"),
    ("EtcdHighCommitLatency", "commits of the member on the alert's host take more than 250 ms"),
    ("EtcdProposalsPending", "more than 100 proposals wait on the alert's host"),
    ("EtcdProposalsFailing", "more than five proposals failed on the alert's host"),
    ("EtcdDatabaseQuotaLow", "the database on the alert's host has 95 % of its quota"),
    ("GaleraFlowControl", "the member on the alert's host falls behind and makes all others wait"),
    ("GaleraQuorumAtRisk", "of the members that are left none may die"),
    ("GaleraReceiveQueue", "the member on the alert's host has more to apply than its limit"),
    ("PatroniDcsMissing", "Patroni on the alert's host has not heard etcd for a loop and a half"),
    ("PatroniNoSynchronousStandby", "no standby is synchronous, although one must be"),
    ("PatroniPaused", "Patroni is paused, so nobody is promoted by itself"),
    ("PatroniPendingRestart", "a setting on the alert's host waits for a restart"),
    ("PatroniReplicationLag", "the replica on the alert's host is too far behind to be promoted"),
    ("RedisPersistenceFailed", "the log or the snapshot on the alert's host could not be written"),
    ("RedisReplicationBroken", "no replica confirms what the primary on the alert's host writes"),
    ("RedisReplicationLag", "the replica on the alert's host is a whole backlog behind"),
    ("RedisSentinelDown", "Redis on the alert's host answers, and its Sentinel does not"),
    ("RedisSentinelQuorumLost", "the Sentinel on the alert's host reaches too few to elect"),
    ("RedisWritesRejected", "the alert's host rejects writes: too few replicas, disk or memory"),
  ]

  /// The name, if there is such an alert.
  static func check(_ name: String) throws(Complaint) -> String {
    let names = (all + watched).map(\.name)
    guard names.contains(name) else {
      throw Complaint(
        "no alert is called `\(name)`",
        hint: Spelling.hint(
          for: name, among: names, otherwise: "known: \(names.joined(separator: ", "))"))
    }
    return name
  }
}

extension Reading where Value == String {
  /// The name of an alert that exists.
  static var alert: Reading {
    Reading(placeholder: "") { text throws(Complaint) in try BuiltInAlerts.check(text) }
  }
}
