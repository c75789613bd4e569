/// What contradicts an isolation level without a cycle, gathered while a history is read.
///
/// Shape: of each phenomenon the first few cases and how many there are.
struct IsolationFindings {
  /// One case: the transactions that show it, the one that cannot be explained, and the words.
  struct Case {
    var transactions: [UInt32]
    var impossible: UInt32
    var key: UInt32
    var summary: String
  }

  static let kept = 4

  private(set) var cases: [IsolationAnomaly: [Case]] = [:]
  private(set) var counts: [IsolationAnomaly: Int] = [:]

  /// Counts a case; its words are made only where it is kept.
  mutating func add(_ anomaly: IsolationAnomaly, _ make: () -> Case) {
    counts[anomaly, default: 0] += 1
    if cases[anomaly, default: []].count < Self.kept { cases[anomaly, default: []].append(make()) }
  }
}
