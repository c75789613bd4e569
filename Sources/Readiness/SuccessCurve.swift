import Vocabulary

/// Write success over the last second, sampled at the end of every bucket.
///
/// Shape: windows slide by one bucket; a second without completions is a failure.
/// Limits: completions alone hide writes that waiting clients never sent (coordinated omission),
/// so where the acknowledged rate is far below the undisturbed one, missing writes have failed.
struct SuccessCurve {
  var samples: [Sample]
  /// The width of a bucket.
  var stepNs: Nanoseconds
  /// Acknowledged writes per second before the first step; nil where it was not measured.
  var undisturbedPerS: Double?

  struct Sample: Equatable {
    /// The end of the second that it describes.
    var timeNs: Nanoseconds
    /// 0…1.
    var success: Double
  }

  /// - Parameter firstStepNs: when the first step was commanded: before it nothing is disturbed.
  init(
    _ series: WriteSeries, until end: Nanoseconds, firstStepNs: Nanoseconds?, demandPerS: Double?,
    starvedShare: Double
  ) {
    stepNs = series.bucketNs
    // A file may say anything: without a width there is no curve, and nothing holds.
    guard series.bucketNs > .zero else {
      samples = []
      return
    }
    let step = series.bucketNs.rawValue
    let width = Int(max(1, (1_000_000_000 + step - 1) / step))
    let seconds = Double(width) * series.bucketNs.inSeconds
    let count = Int((end.rawValue + step - 1) / step)
    let silent = WriteSeries.Bucket(
      acknowledged: 0, unacknowledged: 0, p50Ns: nil, p99Ns: nil)
    var sums: [(end: Nanoseconds, acknowledged: Int, all: Int)] = []
    var acknowledged = 0
    var all = 0
    for index in 0..<max(0, count) {
      func bucket(_ index: Int) -> WriteSeries.Bucket {
        index < series.buckets.count ? series.buckets[index] : silent
      }
      let added = bucket(index)
      acknowledged += added.acknowledged
      all += added.acknowledged + added.unacknowledged
      if index >= width {
        let left = bucket(index - width)
        acknowledged -= left.acknowledged
        all -= left.acknowledged + left.unacknowledged
      }
      if index + 1 >= width {
        let time = Nanoseconds(rawValue: min(Int64(index + 1) * step, end.rawValue))
        sums.append((time, acknowledged, all))
      }
    }
    let before = sums.filter { $0.end <= firstStepNs ?? .zero }.map { Double($0.acknowledged) }
    let minimum = 3 * width
    let measured = before.count >= minimum ? before.sorted()[before.count / 2] / seconds : nil
    let undisturbed = measured ?? demandPerS
    undisturbedPerS = undisturbed
    samples = sums.map { sum in
      var success = sum.all == 0 ? 0 : Double(sum.acknowledged) / Double(sum.all)
      if let undisturbed, undisturbed > 0 {
        let rate = Double(sum.acknowledged) / seconds / undisturbed
        if rate < starvedShare { success = min(success, rate) }
      }
      return Sample(timeNs: sum.end, success: success)
    }
  }
}
