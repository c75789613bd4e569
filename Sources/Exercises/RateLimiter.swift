package import Vocabulary

/// A token bucket for each key, such as an address; pure, so time is passed in.
///
/// Limits: at most `mostKeys` keys are remembered; where they are all in use, new ones share one.
package struct RateLimiter: Sendable {
  private var buckets: [String: Bucket] = [:]
  private let burst: Double
  private let perSecond: Double
  private let mostKeys: Int

  private struct Bucket: Sendable {
    var tokens: Double
    var seenNs: Nanoseconds
  }

  /// Allows `burst` at once and `perSecond` in the long run.
  package init(burst: Int, perSecond: Double, mostKeys: Int = 1_024) {
    precondition(burst > 0 && perSecond > 0 && mostKeys > 0, "a limit of nothing lets nobody in")
    self.burst = Double(burst)
    self.perSecond = perSecond
    self.mostKeys = mostKeys
  }

  /// Takes one from the key's bucket; false where it is empty.
  package mutating func allows(_ key: String, now: Nanoseconds) -> Bool {
    let key = place(of: key, now: now)
    var bucket = buckets[key] ?? Bucket(tokens: burst, seenNs: now)
    bucket.tokens = level(bucket, now: now)
    bucket.seenNs = max(now, bucket.seenNs)
    defer { buckets[key] = bucket }
    guard bucket.tokens >= 1 else { return false }
    bucket.tokens -= 1
    return true
  }

  /// How many keys are remembered.
  package var count: Int { buckets.count }

  /// The key itself, or the shared one where no more fit; full buckets say nothing and are dropped.
  private mutating func place(of key: String, now: Nanoseconds) -> String {
    if buckets[key] != nil || buckets.count < mostKeys - 1 { return key }
    for (other, bucket) in buckets where level(bucket, now: now) >= burst {
      buckets[other] = nil
    }
    return buckets.count < mostKeys - 1 ? key : ""
  }

  private func level(_ bucket: Bucket, now: Nanoseconds) -> Double {
    let passed = max(0, (now - bucket.seenNs).inSeconds)
    return min(burst, bucket.tokens + passed * perSecond)
  }
}
