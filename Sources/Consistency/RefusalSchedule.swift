/// Finds a moment for each refused compare-and-set, near the order that `ZoneCheck` found.
///
/// Given the order of values, each change of value k has a window: after the invocations of
/// everything up to it, before the completions of everything from it on. A refused compare-and-set
/// of k's value over (i, r) needs change k after i or change k + 1 before r. Changes are put from
/// left to right, each as late as it may be: a later change k satisfies more refusals of k and
/// so never lowers the bound of change k + 1; if this fails no placement in this order succeeds.
/// Then a chain from further on, or an `info` operation nobody saw, is put in between where it
/// fits; else the chain that holds the value too long is tried one place earlier.
/// What is found is a linearization; where none is found the general search decides.
struct RefusalSchedule {
  private struct Change {
    var value: Int32
    /// The invocation of its writer.
    var start: UInt32
    /// The last invocation among its writer and readers.
    var lastStart: UInt32
    /// The first completion among its writer and readers.
    var firstEnd: UInt32
    /// The first completion among everything from here on.
    var latest: UInt32 = 0
  }

  private struct Block {
    var changes: [Change]
    var zone: ZoneCheck.Zone
    var isPlaced = false
  }

  /// An `info` write or compare-and-set whose value nobody saw.
  private struct Unseen {
    var start: UInt32
    /// The value a compare-and-set must find.
    var needs: Int32?
  }

  private var blocks: [Block]
  private let refusals: [Int32: [(start: UInt32, end: UInt32)]]
  private var unseen: [Unseen]
  /// When the value that is there was put there.
  private var now: UInt32 = 0
  /// The last invocation of all that stands before.
  private var passed: UInt32 = 0
  private var value: Int32 = 0
  /// The chain whose value is there.
  private var holder = 0

  /// The check whose zones are ordered must have found no conflict.
  static func check(_ zones: ZoneCheck) -> ZoneCheck.Result {
    if let conflict = held(zones) { return .invalid(conflict) }
    var refusals: [Int32: [(start: UInt32, end: UInt32)]] = [:]
    for place in zones.refusals {
      let operation = zones.operations[Int(place)]
      refusals[operation.expected, default: []].append((operation.start, operation.end))
    }
    let compared = Set(zones.operations.filter { $0.effect == .refused }.map(\.expected))
    let unseen = spare(zones, refusals: compared)
    var blocks = blocks(zones)
    for _ in 0..<tries {
      seal(&blocks)
      var schedule = RefusalSchedule(blocks: blocks, refusals: refusals, unseen: unseen)
      if schedule.run() { return .valid }
      // The absent key stands first and stays there.
      guard schedule.bound != RegisterOperation.never, schedule.holder > 1 else { break }
      blocks.swapAt(schedule.holder, schedule.holder - 1)
    }
    return .undecided("compare-and-sets refused in a tight place")
  }

  private static let tries = 256

  private init(
    blocks: [Block], refusals: [Int32: [(start: UInt32, end: UInt32)]], unseen: [Unseen]
  ) {
    self.blocks = blocks
    self.refusals = refusals
    self.unseen = unseen
  }

  private mutating func run() -> Bool {
    for index in blocks.indices where !blocks[index].isPlaced {
      while !place(index) {
        // Nothing stands before the absent key.
        if blocks[index].changes[0].value == 0 { return false }
        if let other = between(index), place(other) { continue }
        guard bound <= blocks[index].changes[0].latest, let spare = spare() else { return false }
        now = bound
        value = -1
        unseen.remove(at: spare)
      }
    }
    return bound == RegisterOperation.never || spare() != nil
  }

  /// An `info` operation that nobody saw and that can take the value away in time.
  private func spare() -> Int? {
    guard bound > passed else { return nil }
    return unseen.firstIndex { $0.start < bound && ($0.needs == nil || $0.needs == value) }
  }

  /// By when the value that is there must have gone.
  private var bound: UInt32 {
    var bound = RegisterOperation.never
    for refusal in refusals[value] ?? [] where refusal.start >= now {
      bound = min(bound, refusal.end)
    }
    return bound
  }

  /// Puts a chain next; leaves all as it was where that cannot be.
  private mutating func place(_ index: Int) -> Bool {
    let before = (now, passed, value)
    for change in blocks[index].changes {
      passed = max(passed, change.start)
      if change.value != 0 {
        let time = min(change.latest, bound)
        guard time > passed, time >= now else {
          (now, passed, value) = before
          return false
        }
        now = time
      }
      value = change.value
      passed = max(passed, change.lastStart)
    }
    blocks[index].isPlaced = true
    holder = index
    return true
  }

  /// A backward chain from further on that can stand before `index` already.
  private func between(_ index: Int) -> Int? {
    let limit = min(bound, blocks[index].changes[0].latest)
    return blocks[index...].dropFirst().prefix(256).indices.first {
      let zone = blocks[$0].zone
      return !blocks[$0].isPlaced && !zone.isForward && zone.last < limit
        && refusals[zone.root] == nil
    }
  }

  /// What nobody saw and no refused compare-and-set compares with.
  private static func spare(_ zones: ZoneCheck, refusals: Set<Int32>) -> [Unseen] {
    zones.operations.filter {
      ($0.effect == .write || $0.effect == .swap) && !zones.stages[Int($0.written)].isSeen
        && !refusals.contains($0.written)
    }.map { Unseen(start: $0.start, needs: $0.effect == .swap ? $0.expected : nil) }
  }

  private static func blocks(_ zones: ZoneCheck) -> [Block] {
    var blocks: [Block] = []
    for zone in zones.order.map({ zones.zones[$0] }) {
      var changes: [Change] = []
      var value = zone.root
      while value >= 0 {
        let stage = zones.stages[Int(value)]
        let writer = stage.writer >= 0 ? zones.operations[Int(stage.writer)] : nil
        changes.append(
          Change(
            value: value, start: writer?.start ?? 0, lastStart: stage.lastStart,
            firstEnd: stage.firstEnd))
        value = stage.next
      }
      blocks.append(Block(changes: changes, zone: zone))
    }
    return blocks
  }

  /// Says of each change by when it must have happened in this order.
  private static func seal(_ blocks: inout [Block]) {
    var first = RegisterOperation.never
    for block in blocks.indices.reversed() {
      for place in blocks[block].changes.indices.reversed() {
        first = min(first, blocks[block].changes[place].firstEnd)
        blocks[block].changes[place].latest = first
      }
    }
  }

  /// A refusal that lies wholly where its value is held in every linearization.
  private static func held(_ zones: ZoneCheck) -> ZoneCheck.Conflict? {
    var from = [UInt32](repeating: RegisterOperation.never, count: zones.stages.count)
    var until = [UInt32](repeating: 0, count: zones.stages.count)
    for zone in zones.zones {
      var chain: [Int] = []
      var value = zone.root
      while value >= 0 {
        chain.append(Int(value))
        value = zones.stages[Int(value)].next
      }
      var latest: UInt32 = 0
      for (place, value) in chain.enumerated() {
        latest = max(latest, zones.stages[value].lastStart)
        until[value] = latest
        if place + 1 < chain.count {
          let next = zones.stages[chain[place + 1]].writer
          until[value] = max(latest, zones.operations[Int(next)].start)
        }
      }
      var first = RegisterOperation.never
      for value in chain.reversed() {
        first = min(first, zones.stages[value].firstEnd)
        from[value] = value == 0 ? 0 : first
      }
    }
    for index in zones.refusals.map({ Int($0) }) {
      let operation = zones.operations[index]
      let value = Int(operation.expected)
      guard zones.stages[value].isSeen, zones.stages[value].root >= 0 else { continue }
      if from[value] <= operation.start && operation.end <= until[value] {
        let pins = zones.pins(zones.stages[value].root)
        return ZoneCheck.Conflict(
          reason: .refused, operations: ZoneCheck.unique(pins + [index]))
      }
    }
    return nil
  }
}
