import Vocabulary

/// What a write curve says: the steady rate, and the intervals in which it fell below half of it.
struct CurveFacts: Sendable, Equatable {
  /// Acknowledged writes per second before anything was done; nil where nothing was measured.
  var steadyRate: Double?
  /// Below half the steady rate, or more than half of the attempts refused; in order.
  var harm: [Interval]
  /// The end of the curve.
  var end: Nanoseconds
  /// How wide the stretches are that are compared: no moment of harm is known better.
  var stretch: Nanoseconds

  /// A stretch of the curve with its own mean rate.
  struct Interval: Sendable, Equatable {
    var start: Nanoseconds
    var end: Nanoseconds
    var rate: Double
    var length: Nanoseconds { end - start }
  }

  /// Reads a curve; `firstCommand` ends the undisturbed part.
  init(_ series: WriteSeries, firstCommand: Nanoseconds?) {
    let width = max(series.bucketNs.rawValue, 1)
    end = Nanoseconds(rawValue: width * Int64(series.buckets.count))
    let quiet = firstCommand.map { Int($0.rawValue / width) } ?? series.buckets.count
    let before = series.buckets.prefix(max(0, quiet)).map(\.acknowledged).sorted()
    let perSecond = 1e9 / Double(width)
    stretch = series.bucketNs
    steadyRate = before.isEmpty ? nil : Double(before[before.count / 2]) * perSecond
    if let rate = steadyRate, rate <= 0 { steadyRate = nil }
    harm = []
    guard let steady = steadyRate else { return }
    // Wide enough that an undisturbed stretch holds some twenty writes: fewer would be noise.
    let span = max(0.5, 20 / steady)
    let group = max(1, Int((span * perSecond).rounded(.up)))
    stretch = Nanoseconds(rawValue: width * Int64(group))
    harm = Self.harm(in: series, from: max(0, quiet), group: group, steady: steady)
  }

  /// The longest of them.
  var worst: Interval? { harm.max { $0.length < $1.length } }

  /// How long the curve was below half in all.
  var total: Nanoseconds { harm.reduce(.zero) { $0 + $1.length } }

  private static func harm(
    in series: WriteSeries, from quiet: Int, group: Int, steady: Double
  ) -> [Interval] {
    let width = max(series.bucketNs.rawValue, 1)
    var found: [(first: Int, last: Int)] = []
    var index = quiet - quiet % group
    // The last stretch may have been cut short by the end of the load, so it never counts.
    while index + group < series.buckets.count {
      let part = series.buckets[index..<(index + group)]
      let acknowledged = part.reduce(0) { $0 + $1.acknowledged }
      let refused = part.reduce(0) { $0 + $1.unacknowledged }
      let rate = Double(acknowledged) * 1e9 / Double(width * Int64(group))
      if rate < steady / 2 || refused > acknowledged {
        if let last = found.last, index - last.last <= group {
          found[found.count - 1].last = index + group
        } else {
          found.append((index, index + group))
        }
      }
      index += group
    }
    return found.map { first, last in
      let part = series.buckets[first..<last]
      let seconds = Double(width * Int64(last - first)) / 1e9
      return Interval(
        start: Nanoseconds(rawValue: width * Int64(first)),
        end: Nanoseconds(rawValue: width * Int64(last)),
        rate: Double(part.reduce(0) { $0 + $1.acknowledged }) / seconds)
    }
  }

  /// Mean acknowledged writes per second between two moments; nil where nothing lies between.
  static func rate(
    of series: WriteSeries, from start: Nanoseconds, to end: Nanoseconds
  ) -> Double? {
    let width = max(series.bucketNs.rawValue, 1)
    let first = max(0, Int((start.rawValue + width - 1) / width))
    let last = min(series.buckets.count, Int(end.rawValue / width))
    guard last > first else { return nil }
    let sum = series.buckets[first..<last].reduce(0) { $0 + $1.acknowledged }
    return Double(sum) * 1e9 / Double(width * Int64(last - first))
  }
}
