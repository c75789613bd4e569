import Crypto
package import Vocabulary

/// Every alert that arrived, each once however often it is delivered.
///
/// Shape:  a pure state machine. Of an alert that fires everything said under its key is the same
///         alert; after its end a new occurrence is a new one. What was said before, by the digest
///         of source, key, status and occurrence, is a repeat, even where it comes late.
/// Limits: `capacity` alerts and `memory` digests; of alerts the oldest ended one is forgotten, and
///         where all fire a new one is refused, so that the sender tries again.
package struct AlertInbox: Sendable {
  /// All alerts that are remembered, oldest first.
  package private(set) var alerts: [InboxAlert] = []
  /// Deliveries whose sender left alerts out; the sender must be asked for the rest.
  package private(set) var incompleteDeliveries = 0
  /// Sayings that told nothing new.
  package private(set) var repeats = 0

  private let capacity: Int
  private let memory: Int
  private var count = 0
  /// The last alert under each source and key, as a number of `count`.
  private var last: [Digest: Int] = [:]
  private var said: Set<Digest> = []
  private var saidInOrder: [Digest] = []
  private var nextForgotten = 0

  private typealias Digest = [UInt8]

  /// An inbox where nothing arrived.
  package init(capacity: Int = 10_000, memory: Int = 50_000) {
    precondition(capacity > 0 && memory > 0, "an inbox that keeps nothing tells no repeats")
    self.capacity = capacity
    self.memory = memory
  }

  /// Takes in all that one delivery says; the changes are in the order of the body.
  ///
  /// Errors: `limited` where more alerts fire than are kept; the delivery changes nothing then.
  package mutating func take(
    _ reading: AlertReading, at now: Nanoseconds
  ) throws(Refusal) -> [InboxChange] {
    let firing = reading.alerts.count { $0.status == .firing }
    guard alerts.count + firing <= capacity || alerts.count(where: \.isOpen) + firing <= capacity
    else {
      throw Refusal(
        .limited, "more than \(capacity) alerts fire at once; no more are taken",
        hint: "send fewer: route only this exercise's alerts here")
    }
    if reading.leftOut > 0 { incompleteDeliveries += 1 }
    return reading.alerts.compactMap { take($0, at: now) }
  }

  private mutating func take(_ alert: IncomingAlert, at now: Nanoseconds) -> InboxChange? {
    let key = Self.digest(alert.source, alert.key)
    let place = last[key].flatMap(place)
    if let occurrence = alert.occurrence,
      !remember(Self.digest(alert.source, alert.key, alert.status.rawValue, occurrence))
    {
      heard(at: place, now, alert)
      return nil
    }
    switch alert.status {
    case .firing:
      if let place, alerts[place].isOpen {
        heard(at: place, now, alert)
        return nil
      }
      return .fired(append(alert, key: key, at: now))
    case .resolved:
      // A late end of an earlier occurrence does not end this one.
      guard let place, alerts[place].isOpen, !Self.isBefore(alert, alerts[place]) else {
        heard(at: place, now, alert)
        return nil
      }
      alerts[place].lastSeenNs = now
      alerts[place].resolvedNs = now
      return .resolved(alerts[place])
    case .acknowledged:
      guard let place, alerts[place].acknowledgedBy == nil else {
        heard(at: place, now, alert)
        return nil
      }
      alerts[place].lastSeenNs = now
      alerts[place].acknowledgedBy = alert.person ?? ""
      return .acknowledged(alerts[place], by: alert.person ?? "")
    case .noted:
      guard !alert.summary.isEmpty else { return nil }
      return .noted(
        text: alert.summary, by: alert.person ?? "", alert: place.map { alerts[$0].id })
    }
  }

  /// A saying that changes nothing but when the alert was last heard of, and its earliest start.
  private mutating func heard(at place: Int?, _ now: Nanoseconds, _ alert: IncomingAlert) {
    repeats += 1
    guard let place else { return }
    alerts[place].repeats += 1
    alerts[place].lastSeenNs = max(alerts[place].lastSeenNs, now)
    if alert.status == .firing, alerts[place].isOpen, let told = alert.signalAt {
      alerts[place].signalAt = min(alerts[place].signalAt ?? told, told)
    }
  }

  private mutating func append(
    _ alert: IncomingAlert, key: Digest, at now: Nanoseconds
  ) -> InboxAlert {
    if alerts.count == capacity, let oldest = alerts.firstIndex(where: { !$0.isOpen }) {
      alerts.remove(at: oldest)
    }
    count += 1
    let new = InboxAlert(
      id: "A\(count)", source: alert.source, name: alert.name, host: alert.host,
      summary: alert.summary, firstSeenNs: now, lastSeenNs: now, signalAt: alert.signalAt,
      resolvedNs: nil, acknowledgedBy: nil, repeats: 0)
    alerts.append(new)
    last[key] = count
    if last.count > 2 * capacity {
      let oldest = count - capacity
      last = last.filter { $0.value > oldest || place($0.value) != nil }
    }
    return new
  }

  /// Where the alert of that number stands; ids ascend.
  private func place(_ number: Int) -> Int? {
    var low = 0
    var high = alerts.count
    while low < high {
      let middle = (low + high) / 2
      let isLower = (Int(alerts[middle].id.dropFirst()) ?? 0) < number
      if isLower { low = middle + 1 } else { high = middle }
    }
    return low < alerts.count && alerts[low].id == "A\(number)" ? low : nil
  }

  /// Whether this was not said before.
  private mutating func remember(_ digest: Digest) -> Bool {
    guard said.insert(digest).inserted else { return false }
    if saidInOrder.count < memory {
      saidInOrder.append(digest)
    } else {
      said.remove(saidInOrder[nextForgotten])
      saidInOrder[nextForgotten] = digest
      nextForgotten = (nextForgotten + 1) % memory
    }
    return true
  }

  private static func isBefore(_ alert: IncomingAlert, _ open: InboxAlert) -> Bool {
    guard let told = alert.signalAt, let start = open.signalAt else { return false }
    return told < start
  }

  /// Each part with its length, so that no two lists of parts are alike.
  private static func digest(_ parts: String...) -> Digest {
    var digest = SHA256()
    for part in parts {
      digest.update(data: Array("\(part.utf8.count):".utf8) + Array(part.utf8))
    }
    return Array(digest.finalize())
  }
}
