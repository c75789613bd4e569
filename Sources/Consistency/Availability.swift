package import Histories
package import Vocabulary

/// How well the database answered: errors, outages, gaps without acknowledged writes, latencies.
///
/// Input: all operations; times are the history's, or offsets from `origin` where one is given.
/// Decides: nothing; it measures. An outage is a run of 100 ms buckets in which at least half of
/// the attempts failed or stayed unanswered, or 500 ms without an acknowledged write.
/// Units: `_ns` are times, `_ms` lengths.
/// Complexity: O(n log n).
/// Unknown when: the history is empty.
package struct Availability: Checker {
  /// As in verdicts.
  package let name = "availability"
  /// What offsets count from; nil gives times as the history has them.
  package var origin: Nanoseconds?

  /// A checker; give the start of the exercise as `origin` to have offsets from it.
  package init(origin: Nanoseconds? = nil) { self.origin = origin }

  /// A run of time in which the database did not serve.
  private struct Outage {
    var start: Int64
    var end: Int64
  }

  private static let bucket: Int64 = 100_000_000
  private static let longestGap: Int64 = 500_000_000

  /// Always valid, unless there is nothing to measure.
  package func check(_ history: History) -> Verdict {
    guard let first = history.operations.first else {
      return Verdict(checker: name, result: .unknown, summary: "the history is empty")
    }
    var start = first.invokedNs
    var end = first.invokedNs
    for operation in history.operations {
      start = min(start, operation.invokedNs)
      end = max(end, operation.completedNs ?? operation.invokedNs)
    }
    end = end + Nanoseconds(rawValue: 1)
    let zero = origin ?? .zero
    let answered = history.operations.count { $0.outcome == .ok }
    let total = history.operations.count
    let errors = Double(total - answered) / Double(total)
    let hasWrites = history.operations.contains { $0.kind.isWrite }
    let gap = longestWriteGap(history: history, from: start, to: end)
    let outages = outages(history, start.rawValue, end.rawValue, hasWrites: hasWrites)
    var detail: [String: JSONValue] = [
      "operations": .integer(Int64(total)), "errors": .integer(Int64(total - answered)),
      "error_ratio": .number(errors),
      "outages": .array(
        outages.map {
          [
            "start_ns": .integer($0.start - zero.rawValue),
            "end_ns": .integer($0.end - zero.rawValue),
            "length_ms": .number(Double($0.end - $0.start) / 1e6),
          ]
        }),
      "outage_ms": .number(outages.reduce(0) { $0 + Double($1.end - $1.start) / 1e6 }),
    ]
    if hasWrites {
      detail["longest_write_gap_ms"] = .number(gap.gap.inMilliseconds)
      detail["longest_write_gap_start_ns"] = .integer((gap.start - zero).rawValue)
    }
    if let last = outages.last {
      let isOver = last.end < end.rawValue
      detail["recovered"] = .bool(isOver)
      if isOver { detail["recovered_ns"] = .integer(last.end - zero.rawValue) }
      detail["longest_outage_ms"] = .number(
        outages.map { Double($0.end - $0.start) / 1e6 }.max() ?? 0)
    }
    addLatencies(history, &detail)
    let percent = (errors * 1000).rounded() / 10
    return Verdict(
      checker: name, result: .valid,
      summary: "\(percent) % of \(total) operations failed or stayed unanswered; "
        + (hasWrites
          ? "longest gap without an acknowledged write \(Int(gap.gap.inMilliseconds)) ms"
          : "no write was tried"),
      detail: detail)
  }

  private func addLatencies(_ history: History, _ detail: inout [String: JSONValue]) {
    for (label, isWrite) in [("read", false), ("write", true)] {
      var latencies = history.operations.compactMap { operation -> Int64? in
        guard operation.outcome == .ok, operation.kind.isWrite == isWrite else { return nil }
        return operation.completedNs.map { ($0 - operation.invokedNs).rawValue }
      }
      latencies.sort()
      for (name, share) in [("p50", 0.5), ("p99", 0.99), ("p99_9", 0.999)] {
        guard let value = Percentile.of(latencies, share) else { continue }
        detail["\(label)_\(name)_ns"] = .integer(value)
      }
    }
  }

  private func outages(
    _ history: History, _ start: Int64, _ end: Int64, hasWrites: Bool
  ) -> [Outage] {
    let found =
      failingBuckets(history, start, end)
      + (hasWrites ? silences(history, start, end) : [])
    var merged: [Outage] = []
    for outage in found.sorted(by: { $0.start < $1.start }) {
      if let last = merged.last, outage.start <= last.end {
        merged[merged.count - 1].end = max(last.end, outage.end)
      } else {
        merged.append(outage)
      }
    }
    return merged
  }

  private func failingBuckets(_ history: History, _ start: Int64, _ end: Int64) -> [Outage] {
    var counts: [Int64: (ok: Int, failed: Int)] = [:]
    for operation in history.operations {
      guard let completed = operation.completedNs else { continue }
      let place = (completed.rawValue - start) / Self.bucket
      var count = counts[place] ?? (0, 0)
      if operation.outcome == .ok { count.ok += 1 } else { count.failed += 1 }
      counts[place] = count
    }
    return counts.filter { $0.value.failed > 0 && $0.value.failed >= $0.value.ok }.map {
      let begin = start + $0.key * Self.bucket
      return Outage(start: begin, end: min(begin + Self.bucket, end))
    }
  }

  private func silences(_ history: History, _ start: Int64, _ end: Int64) -> [Outage] {
    var times = history.operations.compactMap { operation -> Int64? in
      operation.kind.isWrite && operation.outcome == .ok ? operation.completedNs?.rawValue : nil
    }
    times.sort()
    var last = start
    var found: [Outage] = []
    for time in times + [end] {
      if time - last >= Self.longestGap { found.append(Outage(start: last, end: time)) }
      last = max(last, time)
    }
    return found
  }
}
