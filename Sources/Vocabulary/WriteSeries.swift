/// Write attempts over time in equal buckets: the debrief's curve and the input of containment.
///
/// Units: `bucketNs` wide from offset 0 of the exercise; latencies in ns of acknowledged writes.
package struct WriteSeries: Sendable, Equatable, Codable {
  /// The width of a bucket.
  package var bucketNs: Nanoseconds
  /// One bucket after the other from offset 0.
  package var buckets: [Bucket]

  /// What happened to writes (compare-and-sets included) in one bucket, by time of completion.
  package struct Bucket: Sendable, Equatable, Codable {
    /// Acknowledged, a compare that observed another value included.
    package var acknowledged: Int
    /// Refused or indeterminate.
    package var unacknowledged: Int
    /// Median latency of the acknowledged; nil where there is none.
    package var p50Ns: Nanoseconds?
    /// 99th percentile latency of the acknowledged; nil where there is none.
    package var p99Ns: Nanoseconds?

    /// One bucket.
    package init(
      acknowledged: Int, unacknowledged: Int, p50Ns: Nanoseconds?, p99Ns: Nanoseconds?
    ) {
      self.acknowledged = acknowledged
      self.unacknowledged = unacknowledged
      self.p50Ns = p50Ns
      self.p99Ns = p99Ns
    }

    /// Acknowledged ÷ all; an empty bucket is a failure, for nothing was acknowledged.
    package var success: Double {
      let all = acknowledged + unacknowledged
      return all == 0 ? 0 : Double(acknowledged) / Double(all)
    }
  }

  /// A curve.
  package init(bucketNs: Nanoseconds, buckets: [Bucket]) {
    self.bucketNs = bucketNs
    self.buckets = buckets
  }
}
