package import Vocabulary

/// What a driver did, in figures; the history has the particulars.
package struct DriveSummary: Sendable, Equatable, Codable {
  /// When the load began, on the history's clock.
  package var startedNs: Nanoseconds
  /// When the load had ended and the final reads began.
  package var finalPhaseNs: Nanoseconds
  /// When the history was closed.
  package var endedNs: Nanoseconds
  /// Why the load ended.
  package var stop: StopReason
  /// Operations of the load by outcome, final reads not included.
  package var load: LoadTally
  /// Operations of the final phase, retries included.
  package var finalReads: LoadTally
  /// Keys that could not be read at the end.
  package var keysUnread: [String]

  /// A summary of a load.
  package init(
    startedNs: Nanoseconds, finalPhaseNs: Nanoseconds, endedNs: Nanoseconds, stop: StopReason,
    load: LoadTally, finalReads: LoadTally, keysUnread: [String]
  ) {
    self.startedNs = startedNs
    self.finalPhaseNs = finalPhaseNs
    self.endedNs = endedNs
    self.stop = stop
    self.load = load
    self.finalReads = finalReads
    self.keysUnread = keysUnread
  }

  /// What ended the load.
  package enum StopReason: String, Sendable, Codable {
    /// The word `stop` on standard input.
    case told
    /// Standard input was closed: whoever started the driver is gone.
    case abandoned
    /// The order's duration is over.
    case timeOver
    /// The history can no longer be written.
    case historyFailed
  }
}

/// Operations counted by what became of them.
package struct LoadTally: Sendable, Equatable, Codable {
  /// They happened; a compare that did not match included.
  package var ok = 0
  /// They did not happen.
  package var fail = 0
  /// Nobody knows.
  package var info = 0
  /// Writes, and compare-and-sets that matched, among the first.
  package var acknowledgedWrites = 0
  /// Open loop: arrivals given up because the client was too far behind.
  package var arrivalsSkipped = 0
  /// Open loop: the latest start behind its schedule.
  package var latenessMaxNs = Nanoseconds.zero
  /// Open loop: all starts' lateness added up.
  package var latenessSumNs = Nanoseconds.zero
  /// Why operations failed, with how often; at most `mostFaults` different ones.
  package var faults: [String: Int] = [:]

  /// Enough to see what goes on; messages with varying numbers in them must not fill the memory.
  package static let mostFaults = 50

  /// Nothing yet.
  package init() {}

  /// All operations.
  package var operations: Int { ok + fail + info }

  /// Counts one reason, or, beyond the limit, counts it among `others`.
  mutating func count(fault: String, times: Int = 1) {
    let isRoom = faults.count < Self.mostFaults || faults[fault] != nil
    faults[isRoom ? fault : "others", default: 0] += times
  }

  /// Adds what another client counted.
  package mutating func add(_ other: LoadTally) {
    ok += other.ok
    fail += other.fail
    info += other.info
    acknowledgedWrites += other.acknowledgedWrites
    arrivalsSkipped += other.arrivalsSkipped
    latenessMaxNs = max(latenessMaxNs, other.latenessMaxNs)
    latenessSumNs = latenessSumNs + other.latenessSumNs
    for (fault, times) in other.faults { count(fault: fault, times: times) }
  }
}
