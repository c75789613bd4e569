import Vocabulary

/// The databases that a mission may name, with the settings it may change.
///
/// A new setting is one line here: its name, its unit, its bounds.
enum KnownDatabases {
  /// One setting: how its value is read and turned into the text that the database takes.
  struct Setting: Sendable {
    let name: String
    let read: @Sendable (String) throws(Complaint) -> String
    /// What a mission says for a text that the database takes: the unit that `read` took away.
    var write: @Sendable (String) -> String = { $0 }
  }

  /// All databases by kind.
  static let all: [(kind: String, settings: [Setting])] = [
    (
      "etcd",
      [
        Setting(name: "pre-vote") { text throws(Complaint) in "\(try Quantity.flag(text))" },
        Setting(name: "heartbeat-interval", read: milliseconds(10...5_000)) { "\($0)ms" },
        Setting(name: "election-timeout", read: milliseconds(50...50_000)) { "\($0)ms" },
        Setting(name: "snapshot-count") { text throws(Complaint) in
          "\(try Reading<Int>.count(10...10_000_000).read(text))"
        },
        Setting(
          name: "quota-backend-bytes",
          read: { text throws(Complaint) in "\(try Quantity.bytes(text))" },
          write: { "\($0)B" }),
        Setting(name: "auto-compaction-retention") { text throws(Complaint) in
          "\(try Reading<Nanoseconds>.duration(.seconds(1)...(.seconds(86_400))).read(text))"
        },
        Setting(name: "peer-tls", read: days(1...365)) { "\((Int($0) ?? 1) * 24)h" },
      ]
    ),
    ("galera", galera),
    (
      "patroni",
      [
        Setting(name: "ttl", read: seconds(4...300)) { "\($0)s" },
        Setting(name: "loop_wait", read: seconds(1...60)) { "\($0)s" },
        Setting(name: "retry_timeout", read: seconds(1...60)) { "\($0)s" },
        Setting(
          name: "maximum_lag_on_failover",
          read: { text throws(Complaint) in "\(try Quantity.bytes(text))" },
          write: { "\($0)B" }),
        Setting(name: "synchronous_mode") { text throws(Complaint) in
          "\(try Quantity.flag(text))"
        },
        Setting(name: "synchronous_mode_strict") { text throws(Complaint) in
          "\(try Quantity.flag(text))"
        },
        Setting(name: "archive_timeout", read: seconds(1...300)) { "\($0)s" },
      ]
    ),
    (
      "redis",
      [
        Setting(name: "min-replicas-to-write") { text throws(Complaint) in
          "\(try Reading<Int>.count(0...8).read(text))"
        },
        Setting(name: "min-replicas-max-lag", read: seconds(1...60)) { "\($0)s" },
        Setting(name: "appendfsync") { text throws(Complaint) in
          try Reading<String>.one(of: ["always", "everysec", "no"], called: "appendfsync")
            .read(text)
        },
        Setting(name: "down-after-milliseconds", read: milliseconds(200...60_000)) { "\($0)ms" },
        Setting(name: "failover-timeout", read: milliseconds(1_000...600_000)) { "\($0)ms" },
      ]
    ),
  ]

  /// The kinds, for readings and hints.
  static var kinds: [String] { all.map(\.kind) }

  /// The settings of one kind; empty where the kind is not known.
  static func settings(of kind: String) -> [Setting] {
    all.first { $0.kind == kind }?.settings ?? []
  }

  /// Settings that contradict each other, as the database itself would refuse them.
  static func conflict(kind: String, settings: [String: String]) -> Complaint? {
    switch kind {
    case "etcd": electionConflict(settings)
    case "galera": silenceConflict(settings)
    case "patroni": keyConflict(settings)
    default: nil
    }
  }

  private static let galera: [Setting] = [
    Setting(name: "wsrep_sync_wait") { text throws(Complaint) in
      "\(try Reading<Int>.count(0...15).read(text))"
    },
    Setting(
      name: "transaction_isolation",
      read: { text throws(Complaint) in
        try Reading<String>.one(
          of: TransactionLevel.allCases.map(\.rawValue), called: "transaction_isolation"
        ).read(text).uppercased()
      },
      write: { $0.lowercased() }),
    Setting(name: "innodb_flush_log_at_trx_commit") { text throws(Complaint) in
      "\(try Reading<Int>.count(0...2).read(text))"
    },
    Setting(
      name: "innodb_snapshot_isolation",
      read: { text throws(Complaint) in try Quantity.flag(text) ? "ON" : "OFF" },
      write: { $0 == "ON" ? "true" : "false" }),
    Setting(name: "gcs.fc_limit") { text throws(Complaint) in
      "\(try Reading<Int>.count(1...10_000).read(text))"
    },
    Setting(name: "evs.suspect_timeout", read: milliseconds(1_000...14_000)) { "\($0)ms" },
    Setting(name: "evs.keepalive_period", read: milliseconds(100...4_000)) { "\($0)ms" },
    Setting(name: "pc.ignore_quorum") { text throws(Complaint) in
      "\(try Quantity.flag(text))"
    },
    Setting(name: "pc.ignore_sb") { text throws(Complaint) in "\(try Quantity.flag(text))" },
  ]

  /// Galera refuses to start where a member that is silent would be suspected after two messages.
  private static func silenceConflict(_ settings: [String: String]) -> Complaint? {
    let suspect = settings["evs.suspect_timeout"].flatMap { Int($0) } ?? 5000
    let period = settings["evs.keepalive_period"].flatMap { Int($0) } ?? 1000
    guard suspect <= 3 * period else { return nil }
    return Complaint(
      "evs.suspect_timeout \(suspect)ms is not more than three times evs.keepalive_period "
        + "\(period)ms",
      hint: "Galera refuses to start so; choose an evs.keepalive_period of less than "
        + "\(suspect / 3)ms")
  }

  /// Patroni 3.0 starts all the same, and a primary then stops before it has tried twice.
  private static func keyConflict(_ settings: [String: String]) -> Complaint? {
    let ttl = settings["ttl"].flatMap { Int($0) } ?? 20
    let loop = settings["loop_wait"].flatMap { Int($0) } ?? 5
    let retry = settings["retry_timeout"].flatMap { Int($0) } ?? 5
    if settings["synchronous_mode_strict"] == "true", settings["synchronous_mode"] != "true" {
      return Complaint(
        "synchronous_mode_strict does nothing without synchronous_mode",
        hint: "add `synchronous_mode: true`")
    }
    guard ttl < loop + 2 * retry else { return nil }
    return Complaint(
      "ttl \(ttl)s is less than loop_wait \(loop)s and twice retry_timeout \(retry)s",
      hint: "a leader must be able to try twice; choose a ttl of at least \(loop + 2 * retry)s")
  }

  private static func electionConflict(_ settings: [String: String]) -> Complaint? {
    let heartbeat = settings["heartbeat-interval"].flatMap { Int($0) } ?? 100
    let election = settings["election-timeout"].flatMap { Int($0) } ?? 1000
    guard election < 5 * heartbeat else { return nil }
    return Complaint(
      "election-timeout \(election)ms is less than five times heartbeat-interval \(heartbeat)ms",
      hint: "etcd refuses to start so; choose an election-timeout of at least \(5 * heartbeat)ms")
  }

  /// Whole days, written in hours as all durations are.
  private static func days(
    _ range: ClosedRange<Int>
  ) -> @Sendable (String) throws(Complaint) -> String {
    { text throws(Complaint) in
      let day = 86_400
      let bounds = Nanoseconds.seconds(range.lowerBound * day)...(.seconds(range.upperBound * day))
      let span = try Reading<Nanoseconds>.duration(bounds).read(text)
      guard span.rawValue % (Int64(day) * 1_000_000_000) == 0 else {
        throw Complaint("`\(text)` is not a whole number of days", hint: "write 24h or 48h")
      }
      return "\(span.rawValue / 1_000_000_000 / Int64(day))"
    }
  }

  private static func seconds(
    _ range: ClosedRange<Int>
  ) -> @Sendable (String) throws(Complaint) -> String {
    { text throws(Complaint) in
      let bounds = Nanoseconds.seconds(range.lowerBound)...(.seconds(range.upperBound))
      let span = try Reading<Nanoseconds>.duration(bounds).read(text)
      guard span.rawValue % 1_000_000_000 == 0 else {
        throw Complaint("`\(text)` is not a whole number of seconds", hint: "write 1s or 10s")
      }
      return "\(span.rawValue / 1_000_000_000)"
    }
  }

  private static func milliseconds(
    _ range: ClosedRange<Int>
  ) -> @Sendable (String) throws(Complaint) -> String {
    { text throws(Complaint) in
      let bounds = Nanoseconds.milliseconds(range.lowerBound)...(.milliseconds(range.upperBound))
      let span = try Reading<Nanoseconds>.duration(bounds).read(text)
      guard span.rawValue % 1_000_000 == 0 else {
        throw Complaint("`\(text)` is not a whole number of milliseconds", hint: "write ms")
      }
      return "\(span.rawValue / 1_000_000)"
    }
  }
}
