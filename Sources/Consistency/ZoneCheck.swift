/// Decides linearizability of one register in linear time where every value is written once.
///
/// Method. A value's *cluster* is its writer and its readers. In any linearization they stand
/// together, for the value never comes back. A matched compare-and-set e→v belongs to two
/// clusters at once: it reads e and writes v, so v's cluster follows e's with nothing between.
/// Clusters glued so form a *chain*: groups of operations
/// `writer₀, readers₀, swap₁, readers₁, …` that must take effect in this order and together.
///
/// Let f be the earliest completion and s the latest invocation in a chain. Its *zone* lies
/// between: **forward** where f < s, **backward** otherwise. Claim: the history is linearizable
/// iff (a) no operation of a chain completes before one of an earlier group, or its own group's
/// writer, is invoked, (b) no two forward zones overlap, (c) no backward zone lies inside a
/// forward one.
///
/// That chains are well made. A value has one writer, so a swap e→v is the only way to v, and two
/// swaps of the same e would need e twice: each value has one successor at most, and what hangs
/// together by swaps is a path from a plain write or the absent key, or a ring, in which each swap
/// waits for the one before it and none can be first. Both faults are found before zones are made.
///
/// Necessary: (a) is real-time order inside the chain. A chain has begun by f (something of it is
/// done) and has not ended before s (something of it is yet to come), so a forward chain holds the
/// register over all of [f, s]: two such cannot overlap (b). A backward chain has begun by its f
/// and not ended before its s, both inside the other's [f, s], so it can stand neither wholly
/// before nor wholly after that chain, and chains do not mix (c).
///
/// Sufficient: let a forward chain's operation x of group g take effect at
/// max(f, latest invocation in groups ≤ g), readers a moment after their writer. That is ≤ s, not
/// before x's invocation, ascending in g, and by (a) and the choice of f not after x's completion:
/// all inside [f, s]. A backward chain takes effect whole at any one moment p of [s, f]: every
/// invocation is ≤ s ≤ p, every completion ≥ f ≥ p. By (c) p can be chosen outside all forward
/// zones; by (b) these are disjoint. Between chains nothing need hold: a chain begins with a plain
/// write, which asks for nothing. The one that does not is the absent key's: it is a value written
/// before everything, f = 0, so its zone is the first, and (b) and (c) put all else behind it.
///
/// An `info` operation whose value nobody saw is left out: if it took effect, nothing saw it
/// between its write and the next one, and without it the same order holds. One whose value was
/// seen happened, and never completes. That is closed over `info` compare-and-sets: one that was
/// seen makes what it expected seen. A left-out swap makes nothing seen, so no claim is lost.
///
/// A refused compare-and-set of unknown observation changes nothing and needs one moment at which
/// its value is not held. Most have one in every order (`isEasy`); for the rest `RefusalSchedule`
/// finds moments in the order found here. One whose observation is known is a read of it.
///
/// Shape: one check is used for key after key, so that its arrays are allocated once.
/// Complexity: one pass over operations, one over values. Zones come nearly sorted, because values
/// are numbered by first use; only where they do not are they sorted in O(n log n).
/// Source: Gibbons and Korach, "Testing shared memories", 1997 (without the compare-and-sets).
struct ZoneCheck {
  enum Result {
    case valid
    /// Operations (places in `operations`) that cannot be explained together.
    case invalid(Conflict)
    /// The method does not apply or did not decide; why.
    case undecided(String)
  }

  struct Conflict {
    enum Reason { case unwritten, contradiction, twoSwaps, order, zones, refused }
    var reason: Reason
    var operations: [Int]
  }

  /// One value with those who saw it.
  struct Stage {
    var writer: Int32 = -1
    var next: Int32 = -1
    var root: Int32 = -1
    var writerStart: UInt32 = 0
    /// The latest invocation among writer and readers.
    var lastStart: UInt32 = 0
    /// The earliest completion among writer and readers.
    var firstEnd: UInt32 = RegisterOperation.never
    var isSeen = false
    var isSwapped = false
  }

  struct Zone {
    var first: UInt32
    var last: UInt32
    var root: Int32
    var isForward: Bool { first < last }
  }

  private(set) var operations: [RegisterOperation] = []
  private(set) var stages: [Stage] = []
  private(set) var zones: [Zone] = []
  /// The places of zones in an order that is a linearization of the chains.
  private(set) var order: [Int] = []
  /// Refused compare-and-sets for which a moment must be found.
  private(set) var refusals: [Int32] = []
  /// `info` compare-and-sets.
  private var unsure: [Int32] = []
  /// By first completion, with the zone's place in the lower half.
  private var keys: [UInt64] = []

  static func check(_ key: KeyOperations) -> Result {
    var check = ZoneCheck()
    return check.check(key.operations, values: key.valueCount)
  }

  /// Decides one key; `values` is more than any number of a value.
  mutating func check(_ operations: [RegisterOperation], values: Int) -> Result {
    self.operations = operations
    // Nobody else may hold the operations when the next key is loaded into their memory.
    defer { self.operations = [] }
    stages.removeAll(keepingCapacity: true)
    stages.append(contentsOf: repeatElement(Stage(), count: values))
    zones.removeAll(keepingCapacity: true)
    refusals.removeAll(keepingCapacity: true)
    unsure.removeAll(keepingCapacity: true)
    if let result = gather() { return result }
    if let conflict = markSeen() { return .invalid(conflict) }
    if let conflict = walkChains() { return .invalid(conflict) }
    if let conflict = orderZones() { return .invalid(conflict) }
    if refusals.isEmpty { return .valid }
    refusals = hardRefusals()
    if refusals.isEmpty { return .valid }
    order = linearized()
    return RefusalSchedule.check(self)
  }

  /// Finds each value's writer, gathers readers and glues clusters; a result where that decides.
  private mutating func gather() -> Result? {
    var twins: (Int, Int)?
    var contradiction = -1
    var reason: String?
    stages[0].isSeen = true
    stages.withUnsafeMutableBufferPointer { stages in
      operations.withUnsafeBufferPointer { operations in
        for place in operations.indices {
          let operation = operations[place]
          let (expected, written) = (Int(operation.expected), Int(operation.written))
          switch operation.effect {
          case .read:
            stages[expected].isSeen = true
            stages[expected].lastStart = max(stages[expected].lastStart, operation.start)
            stages[expected].firstEnd = min(stages[expected].firstEnd, operation.end)
            if operation.isContradiction { contradiction = place }
          case .write, .swap:
            if written == 0 || stages[written].writer >= 0 {
              reason = "values written more than once"
              return
            }
            stages[written].writer = Int32(truncatingIfNeeded: place)
            stages[written].writerStart = operation.start
            stages[written].lastStart = max(stages[written].lastStart, operation.start)
            stages[written].firstEnd = min(stages[written].firstEnd, operation.end)
            if !operation.isOptional { stages[written].isSeen = true }
            guard operation.effect == .swap else { continue }
            stages[written].isSwapped = true
            if operation.isOptional {
              unsure.append(Int32(truncatingIfNeeded: place))
              continue
            }
            stages[expected].isSeen = true
            if stages[expected].next >= 0 {
              twins = (Int(stages[Int(stages[expected].next)].writer), place)
            }
            stages[expected].next = operation.written
          case .refused: refusals.append(Int32(truncatingIfNeeded: place))
          case .tried:
            reason = "compare-and-sets answered without a result"
            return
          case .append:
            reason = "appends"
            return
          }
        }
      }
    }
    if let reason { return .undecided(reason) }
    if contradiction >= 0 {
      return .invalid(Conflict(reason: .contradiction, operations: [contradiction]))
    }
    if let (one, other) = twins {
      // A swap of a value nobody wrote is the simpler reason.
      if let conflict = unwritten() { return .invalid(conflict) }
      return .invalid(Conflict(reason: .twoSwaps, operations: [one, other]))
    }
    return nil
  }

  /// Glues `info` compare-and-sets whose value somebody saw, which makes what they expected seen.
  private mutating func markSeen() -> Conflict? {
    var waiting = unsure.filter { stages[Int(operations[Int($0)].written)].isSeen }
    while let place = waiting.popLast() {
      let operation = operations[Int(place)]
      let expected = Int(operation.expected)
      if stages[expected].next >= 0 {
        let other = Int(stages[Int(stages[expected].next)].writer)
        return unwritten() ?? Conflict(reason: .twoSwaps, operations: [other, Int(place)])
      }
      stages[expected].next = operation.written
      if stages[expected].isSeen { continue }
      stages[expected].isSeen = true
      let writer = stages[expected].writer
      if writer >= 0, stages[expected].isSwapped { waiting.append(writer) }
    }
    return nil
  }

  /// A value that was seen and that nobody wrote.
  private func unwritten() -> Conflict? {
    let value = stages.indices.dropFirst().first { stages[$0].isSeen && stages[$0].writer < 0 }
    guard let value else { return nil }
    let seen = operations.firstIndex {
      $0.expected == value && ($0.effect == .read || ($0.effect == .swap && !$0.isOptional))
    }
    let asked = seen ?? operations.firstIndex { $0.expected == value && $0.effect == .swap }
    return asked.map { Conflict(reason: .unwritten, operations: [$0]) }
  }

  /// Condition (a), and the zone of each chain.
  private mutating func walkChains() -> Conflict? {
    var left = 0
    for value in stages.indices where stages[value].isSeen {
      let stage = stages[value]
      if value != 0 {
        if stage.writer < 0 { return unwritten() }
        if stage.isSwapped {
          left += 1
          continue
        }
      }
      let root = Int32(truncatingIfNeeded: value)
      if stage.next >= 0 {
        if let conflict = walk(from: root, &left) { return conflict }
        continue
      }
      if stage.firstEnd < stage.writerStart { return orderConflict(root, root, nil) }
      stages[value].root = root
      zones.append(Zone(first: value == 0 ? 0 : stage.firstEnd, last: stage.lastStart, root: root))
    }
    return left == 0 ? nil : ring()
  }

  private mutating func walk(from root: Int32, _ left: inout Int) -> Conflict? {
    var latest: UInt32 = 0
    var first: UInt32 = root == 0 ? 0 : RegisterOperation.never
    var value = root
    while value >= 0 {
      let stage = stages[Int(value)]
      if value != 0, stage.writer < 0 { return unwritten() }
      stages[Int(value)].root = root
      if value != root { left -= 1 }
      if stage.writer >= 0, operations[Int(stage.writer)].end < latest {
        return orderConflict(root, value, Int(stage.writer))
      }
      latest = max(latest, stage.writerStart)
      if stage.firstEnd < latest { return orderConflict(root, value, nil) }
      first = min(first, stage.firstEnd)
      latest = max(latest, stage.lastStart)
      value = stage.next
    }
    zones.append(Zone(first: first, last: latest, root: root))
    return nil
  }

  /// What no walk reached is a ring of compare-and-sets, each waiting for the one before it.
  private func ring() -> Conflict? {
    guard let value = stages.firstIndex(where: { $0.isSeen && $0.root < 0 }) else { return nil }
    var ring: [Int] = []
    var next = Int32(truncatingIfNeeded: value)
    repeat {
      if stages[Int(next)].writer < 0 { return unwritten() }
      ring.append(Int(stages[Int(next)].writer))
      next = operations[Int(stages[Int(next)].writer)].expected
    } while next != value && ring.count < 12
    return Conflict(reason: .order, operations: ring)
  }

  /// Conditions (b) and (c).
  private mutating func orderZones() -> Conflict? {
    keys.removeAll(keepingCapacity: true)
    for place in zones.indices {
      keys.append(UInt64(zones[place].first) << 32 | UInt64(place))
    }
    NearlySorted.sort(&keys)
    // The forward zone that began last; all that began before it have ended.
    var begun = -1
    for key in keys {
      let place = Int(key & 0xffff_ffff)
      let zone = zones[place]
      guard begun >= 0, zones[begun].last > zone.first else {
        if zone.isForward { begun = place }
        continue
      }
      if zone.isForward || zone.last > zones[begun].first {
        return zoneConflict(zones[begun], zone)
      }
    }
    return nil
  }

  /// By first completion; a backward zone that ends inside a forward one stands before it.
  private func linearized() -> [Int] {
    var result: [Int] = []
    var begun = -1
    for key in keys {
      let place = Int(key & 0xffff_ffff)
      if begun >= 0, zones[begun].last > zones[place].first {
        let forward = result.lastIndex(of: begun) ?? result.count
        result.insert(place, at: forward)
      } else {
        if zones[place].isForward { begun = place }
        result.append(place)
      }
    }
    return result
  }
}
