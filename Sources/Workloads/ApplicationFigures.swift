import Databases
package import Histories
import Vocabulary

/// How the application fares, counted from the history while it grows, for Prometheus to read.
///
/// Shape: every counter is there from the start, for a rate needs a value before the first failure.
package struct ApplicationFigures: Sendable {
  private var writes = Tally()
  private var reads = Tally()

  /// Upper bounds of the latency's buckets, in milliseconds.
  private static let bounds: [Int] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000]

  private struct Tally: Sendable {
    var outcomes: [Outcome: Int] = [:]
    var buckets = [Int](repeating: 0, count: bounds.count)
    var seconds = 0.0

    mutating func add(_ outcome: Outcome, took span: Nanoseconds) {
      outcomes[outcome, default: 0] += 1
      guard outcome == .ok else { return }
      seconds += span.inSeconds
      if let index = bounds.firstIndex(where: { span <= .milliseconds($0) }) {
        buckets[index] += 1
      }
    }
  }

  /// Figures of nothing.
  package init() {}

  /// Takes in what happened; invocations alone count for nothing yet.
  package mutating func add(_ events: [HistoryEvent]) {
    for event in events {
      guard let completion = event.completion else { continue }
      let span = completion.completedNs - event.invokedNs
      if event.kind.isWrite {
        writes.add(completion.outcome, took: span)
      } else {
        reads.add(completion.outcome, took: span)
      }
    }
  }

  /// The text of `/metrics`.
  package var text: String {
    let all: [(kind: String, name: String, tally: Tally)] = [
      ("write", ApplicationMetrics.writes, writes), ("read", ApplicationMetrics.reads, reads),
    ]
    var lines: [String] = []
    for (_, name, tally) in all {
      lines.append("# TYPE \(name) counter")
      for outcome in [Outcome.ok, .fail, .info] {
        lines.append("\(name){outcome=\"\(outcome)\"} \(tally.outcomes[outcome] ?? 0)")
      }
    }
    let latency = ApplicationMetrics.latency
    lines.append("# TYPE \(latency) histogram")
    for (kind, _, tally) in all {
      var below = 0
      for (bound, count) in zip(Self.bounds, tally.buckets) {
        below += count
        let edge = Double(bound) / 1_000
        lines.append("\(latency)_bucket{kind=\"\(kind)\",le=\"\(edge)\"} \(below)")
      }
      let count = tally.outcomes[.ok] ?? 0
      lines.append("\(latency)_bucket{kind=\"\(kind)\",le=\"+Inf\"} \(count)")
      lines.append("\(latency)_sum{kind=\"\(kind)\"} \(tally.seconds)")
      lines.append("\(latency)_count{kind=\"\(kind)\"} \(count)")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
