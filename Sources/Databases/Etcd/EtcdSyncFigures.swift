/// How many times and for how long a member has synced its write-ahead log.
package struct EtcdSyncFigures: Sendable, Hashable {
  /// Syncs since the process began.
  package var count: Int64
  /// Their durations added up, in seconds.
  package var sumS: Double
}

extension EtcdSyncFigures {
  /// Finds the two figures in Prometheus's text; nil where one is not there.
  package init?(metrics: String) {
    let metric = "etcd_disk_wal_fsync_duration_seconds"
    var count: Int64?
    var sum: Double?
    for line in metrics.split(separator: "\n") where line.hasPrefix(metric) {
      let words = line.split(separator: " ")
      guard words.count == 2 else { continue }
      if words[0] == "\(metric)_count" { count = Double(words[1]).map { Int64($0) } }
      if words[0] == "\(metric)_sum" { sum = Double(words[1]) }
    }
    guard let count, let sum else { return nil }
    self.init(count: count, sumS: sum)
  }
}
