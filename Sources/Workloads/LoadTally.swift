package import Vocabulary

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
  /// Open loop: arrivals given up because the client was too far behind, or at the end.
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
