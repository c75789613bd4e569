import Vocabulary

/// What becomes of each packet that arrives on a host, by its sender.
///
/// Shape:  pure; time is passed in. Numbers of packets go in when they arrive, and come out when
///         they are to pass.
/// Effect: in this order: loss, corruption, duplication, rate (a packet takes its size over the
///         rate, one after the other), delay; whatever the jitter, the order of one sender stays,
///         but for packets that `reorder` holds back.
/// Limits: as a real queue a link drops what comes when `mostPackets`, `mostBytes` or, with a rate,
///         a second's worth waits already.
struct LinkShaper {
  /// A packet as it arrives.
  struct Packet {
    var id: UInt32
    /// The sender's address, in network order.
    var source: UInt32
    var bytes: Int
    /// The bytes of its IP header, which are never corrupted.
    var headerBytes = 20
    /// Whether all of its bytes are at hand, as changing or copying it needs.
    var isWhole = true
  }

  /// What is decided when a packet arrives; one that is not dropped waits until it is due.
  struct Fate: Equatable {
    var isDropped = false
    var isDuplicated = false
    /// The bit to flip, counted from the packet's start.
    var corruptedBit: Int?
  }

  /// The packets and bytes that may wait on one link.
  static let mostPackets = 8_192
  static let mostBytes = 64 << 20
  /// What always may wait on a link with a rate.
  static let leastBacklogBytes: Int64 = 64 << 10
  /// A packet is held back until so many later ones have passed, or no longer than this.
  static let passesOfHeld = 3
  static let longestHoldNs: Int64 = 50_000_000

  fileprivate struct Waiting {
    var id: UInt32
    var source: Int?
    var bytes: Int
    var arrivedNs: Int64
    var dueNs: Int64
    var isHeld: Bool
  }

  fileprivate struct Source {
    var report: LinkReport
    var random: SeededRandom
    /// When the link has passed on all that it was given, at its rate.
    var freeNs: Int64 = 0
    /// When the last packet that is not held back is due.
    var lastNs: Int64 = 0
    var packets = 0
    var bytes = 0
    var held: [(serial: UInt64, passesLeft: Int)] = []
  }

  private let seed: UInt64
  private var sources: [Source] = []
  private var indices: [UInt32: Int] = [:]
  private var waiting: [UInt64: Waiting] = [:]
  private var heap = DueHeap()
  private var serial: UInt64 = 0

  init(seed: UInt64) { self.seed = seed }

  /// When the next packet is due; nil where none waits.
  var nextDueNs: Int64? { heap.first?.dueNs }

  /// How many packets wait.
  var count: Int { waiting.count }

  /// What has become of a sender's packets; nil for one whose link is whole.
  func report(of source: UInt32) -> LinkReport? { indices[source].map { sources[$0].report } }

  /// Replaces all settings; what waits longer than the new setting says is due earlier.
  mutating func set(_ links: [UInt32: LinkSetting], at nowNs: Int64) {
    let old = Dictionary(uniqueKeysWithValues: indices.map { ($0.value, $0.key) })
    var new: [Source] = []
    var newIndices: [UInt32: Int] = [:]
    for (address, setting) in links.sorted(by: { $0.key < $1.key }) {
      var source =
        indices[address].map { sources[$0] }
        ?? Source(
          report: LinkReport(setting: setting),
          random: SeededRandom(seed: seed, purpose: "link from \(address)"))
      source.report.setting = setting
      source.lastNs = 0
      source.freeNs = Self.free(source.freeNs, rate: setting.rateBytes, source.bytes, nowNs)
      newIndices[address] = new.count
      new.append(source)
    }
    heap.removeAll()
    for serial in waiting.keys.sorted() {
      guard var packet = waiting[serial] else { continue }
      packet.source = packet.source.flatMap { old[$0] }.flatMap { newIndices[$0] }
      let setting = packet.source.map { new[$0].report.setting }
      let delay = setting?.longestDelayNs.rawValue ?? 0
      let rateWait = packet.source.map { max(0, new[$0].freeNs - nowNs) } ?? 0
      packet.dueNs = min(packet.dueNs, nowNs + delay + rateWait)
      if let index = packet.source, !packet.isHeld {
        new[index].lastNs = max(new[index].lastNs, packet.dueNs)
      }
      waiting[serial] = packet
      heap.insert(serial, dueNs: packet.dueNs)
    }
    (sources, indices) = (new, newIndices)
  }

  private static func free(
    _ freeNs: Int64, rate: Int64?, _ bytes: Int, _ nowNs: Int64
  ) -> Int64 {
    guard let rate else { return 0 }
    return min(freeNs, nowNs + Int64(Double(bytes) / Double(rate) * 1e9))
  }

  /// Decides about a packet; unless it is dropped, `due` gives its number when it may pass.
  mutating func arrive(_ packet: Packet, at nowNs: Int64) -> Fate {
    guard let index = indices[packet.source] else {
      wait(Waiting(packet, source: nil, nowNs))
      return Fate()
    }
    let setting = sources[index].report.setting
    sources[index].report.arrived += 1
    if sources[index].draw(setting.loss) {
      sources[index].report.lost += 1
      return Fate(isDropped: true)
    }
    if sources[index].isFull(for: packet, at: nowNs) {
      sources[index].report.overflowed += 1
      return Fate(isDropped: true)
    }
    let fate = sources[index].fate(of: packet)
    var entry = Waiting(packet, source: index, nowNs)
    entry.dueNs = sources[index].due(packet, at: nowNs)
    if sources[index].draw(setting.reorder) {
      entry.isHeld = true
      entry.dueNs += Self.longestHoldNs
      sources[index].held.append((serial + 1, Self.passesOfHeld))
    } else {
      entry.dueNs = max(entry.dueNs, sources[index].lastNs)
      sources[index].lastNs = entry.dueNs
    }
    sources[index].packets += 1
    sources[index].bytes += packet.bytes
    wait(entry)
    return fate
  }

  private mutating func wait(_ entry: Waiting) {
    serial += 1
    waiting[serial] = entry
    heap.insert(serial, dueNs: entry.dueNs)
  }

  /// The numbers of the packets that may pass now, in the order in which they must.
  mutating func due(at nowNs: Int64) -> [UInt32] {
    var ids: [UInt32] = []
    while let first = heap.first, first.dueNs <= nowNs {
      heap.removeFirst()
      pass(first.serial, at: nowNs, into: &ids)
    }
    return ids
  }

  /// A packet that was passed on before it was due is in the heap still, but waits no more.
  private mutating func pass(_ serial: UInt64, at nowNs: Int64, into ids: inout [UInt32]) {
    guard let packet = waiting.removeValue(forKey: serial) else { return }
    ids.append(packet.id)
    guard let index = packet.source else { return }
    sources[index].packets -= 1
    sources[index].bytes -= packet.bytes
    if nowNs > packet.arrivedNs { sources[index].report.delayed += 1 }
    if packet.isHeld {
      sources[index].held.removeAll { $0.serial == serial }
      return
    }
    for overtaken in sources[index].overtake(serial) {
      sources[index].report.reordered += 1
      pass(overtaken, at: nowNs, into: &ids)
    }
  }
}

extension LinkShaper.Waiting {
  init(_ packet: LinkShaper.Packet, source: Int?, _ nowNs: Int64) {
    self.init(
      id: packet.id, source: source, bytes: packet.bytes, arrivedNs: nowNs, dueNs: nowNs,
      isHeld: false)
  }
}

extension LinkShaper.Source {
  mutating func draw(_ share: Double) -> Bool { share > 0 && random.unit() < share }

  func isFull(for packet: LinkShaper.Packet, at nowNs: Int64) -> Bool {
    if packets >= LinkShaper.mostPackets || bytes + packet.bytes > LinkShaper.mostBytes {
      return true
    }
    guard let rate = report.setting.rateBytes else { return false }
    let backlog = Double(max(0, freeNs - nowNs)) / 1e9 * Double(rate)
    return backlog > Double(max(rate, LinkShaper.leastBacklogBytes))
  }

  mutating func fate(of packet: LinkShaper.Packet) -> LinkShaper.Fate {
    var fate = LinkShaper.Fate()
    guard packet.isWhole else { return fate }
    let bits = (packet.bytes - packet.headerBytes) * 8
    if bits > 0, draw(report.setting.corrupt) {
      fate.corruptedBit = packet.headerBytes * 8 + random.below(bits)
      report.corrupted += 1
    }
    if draw(report.setting.duplicate) {
      fate.isDuplicated = true
      report.duplicated += 1
    }
    return fate
  }

  /// When a packet would be due if it were alone, but for the time the link needs for others.
  mutating func due(_ packet: LinkShaper.Packet, at nowNs: Int64) -> Int64 {
    var start = nowNs
    if let rate = report.setting.rateBytes {
      freeNs = max(nowNs, freeNs) + Int64(Double(packet.bytes) / Double(rate) * 1e9)
      start = freeNs
    }
    return start + report.setting.drawDelay(&random)
  }

  /// Held packets that have now been overtaken often enough.
  mutating func overtake(_ serial: UInt64) -> [UInt64] {
    if held.isEmpty { return [] }
    for index in held.indices where held[index].serial < serial { held[index].passesLeft -= 1 }
    defer { held.removeAll { $0.passesLeft <= 0 } }
    return held.filter { $0.passesLeft <= 0 }.map(\.serial)
  }
}
