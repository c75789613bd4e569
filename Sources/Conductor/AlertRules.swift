package import Vocabulary

/// The built-in black-box alerts: what an on-call engineer is paged for without a Prometheus.
///
/// Shape: a pure state machine over samples; an alert is one name on one host, and fires once until
/// it is resolved.
/// Units: times are offsets from the start of the exercise.
package struct AlertRules: Sendable {
  private var pending: [Alert: Nanoseconds] = [:]
  private var firing: [Alert: Nanoseconds] = [:]
  private var clearing: [Alert: Nanoseconds] = [:]
  private var leader: HostName?

  /// The constants of the rules, as data.
  package struct Thresholds: Sendable, Equatable {
    /// Below this share of acknowledged writes, `WriteUnavailable`.
    package var writeSuccess = 0.9
    /// A mean log sync above this, `SlowFsync`.
    package var fsync = Nanoseconds.milliseconds(100)
    /// How long a condition lasts before it pages.
    package var patience = Nanoseconds.milliseconds(1_000)
    /// How long it must be gone before it is resolved.
    package var calm = Nanoseconds.seconds(2)
    /// How long `LeaderChanged` stays up.
    package var note = Nanoseconds.seconds(10)
    /// The built-in constants.
    package init() {}
  }

  /// An alert's identity.
  package struct Alert: Sendable, Hashable, Comparable {
    /// Such as `SlowFsync`.
    package var name: String
    /// The host it is about, where there is one.
    package var host: HostName?
    /// An alert by name and host.
    package init(_ name: String, host: HostName? = nil) {
      self.name = name
      self.host = host
    }
    /// As people and evidence name it: `SlowFsync/n1`.
    package var id: String { host.map { "\(name)/\($0)" } ?? name }
    /// Orders by name, then host, so that two alerts of one moment have one order.
    package static func < (left: Alert, right: Alert) -> Bool {
      (left.name, left.host?.rawValue ?? "") < (right.name, right.host?.rawValue ?? "")
    }
  }

  /// What the probes and the history showed at one moment.
  package struct Sample: Sendable, Equatable {
    /// Share of writes acknowledged over the last second; nil where there is no load.
    package var writeSuccess: Double?
    /// The leader; nil where none.
    package var leader: HostName?
    /// Members that do not serve, each with what is wrong with it in words.
    package var impaired: [HostName: String]
    /// Mean time of a log sync since the last sample, where there was one.
    package var fsync: [HostName: Nanoseconds]
    /// A sample.
    package init(
      writeSuccess: Double?, leader: HostName?, impaired: [HostName: String],
      fsync: [HostName: Nanoseconds]
    ) {
      self.writeSuccess = writeSuccess
      self.leader = leader
      self.impaired = impaired
      self.fsync = fsync
    }
  }

  /// A change that is worth a line.
  package enum Change: Sendable, Equatable {
    /// It fires; its condition began at `since`.
    case fired(Alert, since: Nanoseconds, summary: String)
    /// It is resolved.
    case resolved(Alert)
  }

  private let thresholds: Thresholds

  /// Rules with nothing firing; `leader` is the one the exercise starts with.
  package init(leader: HostName?, thresholds: Thresholds = Thresholds()) {
    self.leader = leader
    self.thresholds = thresholds
  }

  /// Alerts that fire now.
  package var active: [Alert: Nanoseconds] { firing }

  /// Takes in a sample and returns what changed.
  package mutating func handle(_ sample: Sample, at now: Nanoseconds) -> [Change] {
    var wanted: [Alert: String] = [:]
    if let success = sample.writeSuccess, success < thresholds.writeSuccess {
      wanted[Alert("WriteUnavailable")] =
        "\(Int(success * 100)) % of writes acknowledged over the last second"
    }
    if sample.leader == nil { wanted[Alert("NoLeader")] = "no member knows a leader" }
    for (host, words) in sample.impaired {
      wanted[Alert("RedundancyLost", host: host)] = "\(host) \(words)"
    }
    for (host, mean) in sample.fsync where mean > thresholds.fsync {
      wanted[Alert("SlowFsync", host: host)] =
        "log syncs on \(host) take \(Int(mean.inMilliseconds)) ms in the mean"
    }
    return leaderChange(sample.leader, at: now) + settle(wanted, at: now)
  }

  private mutating func leaderChange(_ seen: HostName?, at now: Nanoseconds) -> [Change] {
    guard let seen, seen != leader else { return [] }
    let before = leader
    leader = seen
    guard let before else { return [] }
    let alert = Alert("LeaderChanged", host: seen)
    let isUp = firing[alert] != nil
    clearing[alert] = now + thresholds.note
    if isUp { return [] }
    firing[alert] = now
    return [.fired(alert, since: now, summary: "the leader was \(before) and is \(seen)")]
  }

  private mutating func settle(_ wanted: [Alert: String], at now: Nanoseconds) -> [Change] {
    var changes: [Change] = []
    for (alert, summary) in wanted.sorted(by: { $0.key < $1.key }) {
      clearing[alert] = nil
      guard firing[alert] == nil else { continue }
      let since = pending[alert] ?? now
      pending[alert] = since
      if now >= since + thresholds.patience {
        firing[alert] = now
        pending[alert] = nil
        changes.append(.fired(alert, since: since, summary: summary))
      }
    }
    for alert in pending.keys where wanted[alert] == nil { pending[alert] = nil }
    for alert in firing.keys.sorted() where wanted[alert] == nil {
      let due = clearing[alert] ?? now + thresholds.calm
      clearing[alert] = due
      if now >= due {
        firing[alert] = nil
        clearing[alert] = nil
        changes.append(.resolved(alert))
      }
    }
    return changes
  }
}
