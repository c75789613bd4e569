/// What the built-in probes saw of a cluster in one pass: a line of the monitor.
package struct ClusterStatus: Sendable, Equatable, Codable {
  /// When the pass ended, on the machine's monotonic clock.
  package var timeNs: Nanoseconds
  /// Each member as it answered, ascending by host.
  package var members: [Member]

  /// One member as it answered.
  package struct Member: Sendable, Equatable, Codable {
    /// Where it runs.
    package var host: HostName
    /// Whether it answered within the probe's limit.
    package var answers: Bool
    /// The database's own identifier of the member, in its own notation.
    package var id: String?
    /// The identifier of the leader it knows; nil where it knows none.
    package var leader: String?
    /// Its election term.
    package var term: Int64?
    /// Syncs of its log since its start, and the seconds they took; from its own metrics.
    package var fsyncs: FsyncTotals?

    /// One member.
    package init(
      host: HostName, answers: Bool, id: String?, leader: String?, term: Int64?,
      fsyncs: FsyncTotals?
    ) {
      self.host = host
      self.answers = answers
      self.id = id
      self.leader = leader
      self.term = term
      self.fsyncs = fsyncs
    }
  }

  /// Totals of a histogram, from which a mean over an interval follows.
  package struct FsyncTotals: Sendable, Equatable, Codable {
    /// How many.
    package var count: Int64
    /// How long in all, in seconds.
    package var seconds: Double
    /// Totals.
    package init(count: Int64, seconds: Double) {
      self.count = count
      self.seconds = seconds
    }
  }

  /// A pass.
  package init(timeNs: Nanoseconds, members: [Member]) {
    self.timeNs = timeNs
    self.members = members
  }

  /// The leader by the highest term that any answering member knows; nil where none knows one.
  package var leader: HostName? {
    let knowing = members.filter { $0.answers && $0.leader != nil }
    guard let newest = knowing.max(by: { ($0.term ?? 0) < ($1.term ?? 0) }) else { return nil }
    return members.first { $0.id == newest.leader && $0.answers }?.host
  }

  /// Members that answer and know a leader.
  package var serving: [HostName] {
    members.filter { $0.answers && $0.leader != nil }.map(\.host)
  }

  /// Members that may still fail before quorum is lost; negative once it is.
  package var redundancy: Int { serving.count - (members.count / 2 + 1) }
}
