package import Histories
package import Vocabulary

extension WriteSeries {
  /// Buckets the history's writes and compare-and-sets by the time of their completion.
  ///
  /// An `info` operation counts as unacknowledged when its client gave up; one that has no
  /// completion at all is in no bucket. What completed while the exercise's clock stood is in none
  /// either: buckets are stretches of that clock.
  package init(
    history: History, origin: Nanoseconds, end: Nanoseconds, bucket: Nanoseconds,
    clock: ExerciseClock = ExerciseClock()
  ) {
    precondition(bucket > .zero, "a bucket is longer than nothing")
    let span = max(0, clock.time(end - origin).rawValue)
    let count = Int((span + bucket.rawValue - 1) / bucket.rawValue)
    var latencies = [[Int64]](repeating: [], count: count)
    var missed = [Int](repeating: 0, count: count)
    for operation in history.operations where operation.kind.isWrite {
      guard let completed = operation.completedNs, completed >= origin, completed < end,
        !clock.stands(at: completed - origin)
      else { continue }
      let place = Int(clock.time(completed - origin).rawValue / bucket.rawValue)
      if operation.outcome == .ok {
        latencies[place].append((completed - operation.invokedNs).rawValue)
      } else {
        missed[place] += 1
      }
    }
    let buckets = zip(latencies, missed).map { latencies, missed in
      let sorted = latencies.sorted()
      return Bucket(
        acknowledged: sorted.count, unacknowledged: missed,
        p50Ns: Percentile.of(sorted, 0.5).map { Nanoseconds(rawValue: $0) },
        p99Ns: Percentile.of(sorted, 0.99).map { Nanoseconds(rawValue: $0) })
    }
    self.init(bucketNs: bucket, buckets: buckets)
  }
}

/// Nearest-rank percentiles of sorted numbers.
enum Percentile {
  static func of(_ sorted: [Int64], _ share: Double) -> Int64? {
    guard !sorted.isEmpty else { return nil }
    let rank = Int((Double(sorted.count) * share).rounded(.up))
    return sorted[min(max(rank, 1), sorted.count) - 1]
  }
}

/// The longest stretch of `from ..< to` in which no write was acknowledged, and when it began.
///
/// A compare-and-set that was answered counts as acknowledged, as in `WriteSeries`.
package func longestWriteGap(
  history: History, from: Nanoseconds, to: Nanoseconds
) -> (gap: Nanoseconds, start: Nanoseconds) {
  var times = history.operations.compactMap { operation -> Int64? in
    guard operation.kind.isWrite, operation.outcome == .ok, let time = operation.completedNs,
      time >= from, time < to
    else { return nil }
    return time.rawValue
  }
  times.sort()
  var gap: Int64 = 0
  var start = from.rawValue
  var last = from.rawValue
  for time in times + [max(from, to).rawValue] {
    if time - last > gap { (gap, start) = (time - last, last) }
    last = time
  }
  return (Nanoseconds(rawValue: gap), Nanoseconds(rawValue: start))
}
