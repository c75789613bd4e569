import Vocabulary

/// Turns the monitor's statuses into changes worth a line, and into means of log syncs.
///
/// Shape: a pure state machine.
struct ClusterObserver: Sendable {
  private var totals: [HostName: ClusterStatus.FsyncTotals] = [:]
  private var leader: HostName??
  private var redundancy: Int?
  private var silentPasses: [HostName: Int] = [:]
  private var leaderlessPasses: [HostName: Int] = [:]
  /// The mean log sync of each member over the last interval in which there was one.
  private(set) var fsyncMeans: [HostName: Nanoseconds] = [:]

  /// The latest status.
  private(set) var last: ClusterStatus?

  /// What changed.
  enum Change: Sendable, Equatable {
    case leader(HostName?)
    case redundancy(Int)
  }

  /// Members that have not answered in two passes running; one pass alone may be the probe's own.
  var silent: [HostName] { silentPasses.filter { $0.value >= 2 }.keys.sorted() }

  /// Members that do not serve, each with what is wrong with it in words.
  ///
  /// A member without a leader counts only while others have one: else the cluster has none.
  var impaired: [HostName: String] {
    var words = leaderlessPasses.filter { $0.value >= 2 }.mapValues { _ in
      "answers, but knows no leader while others do"
    }
    for host in silent { words[host] = "does not answer" }
    return words
  }

  /// Takes in a status.
  mutating func handle(_ status: ClusterStatus) -> [Change] {
    last = status
    var changes: [Change] = []
    if leader != .some(status.leader) {
      leader = .some(status.leader)
      changes.append(.leader(status.leader))
    }
    if redundancy != status.redundancy {
      redundancy = status.redundancy
      changes.append(.redundancy(status.redundancy))
    }
    for member in status.members {
      silentPasses[member.host] = member.answers ? 0 : (silentPasses[member.host] ?? 0) + 1
      let isLeaderless = member.answers && member.leader == nil && status.leader != nil
      leaderlessPasses[member.host] =
        isLeaderless ? (leaderlessPasses[member.host] ?? 0) + 1 : 0
      if !member.answers { fsyncMeans[member.host] = nil }
      guard let now = member.fsyncs else { continue }
      defer { totals[member.host] = now }
      // After a restart a member counts from nothing again.
      guard let before = totals[member.host], now.count > before.count else { continue }
      fsyncMeans[member.host] = .seconds(
        (now.seconds - before.seconds) / Double(now.count - before.count))
    }
    return changes
  }
}
