/// Decides linearizability of one register in O(n log n) where every value is written once.
///
/// Method. A value's *cluster* is its writer and its readers. In any linearization they stand
/// together, for the value never comes back. A matched compare-and-set e→v belongs to two
/// clusters at once: it reads e and writes v, so v's cluster follows e's with nothing between.
/// Clusters glued so form a *chain*: groups of operations
/// `writer₀, readers₀, swap₁, readers₁, …` that must take effect in this order and together.
///
/// Let f be the earliest completion and s the latest invocation in a chain. Its *zone* lies
/// between: **forward** where f < s, **backward** otherwise. Claim: the history is linearizable
/// iff (a) no operation of a chain completes before one of an earlier group is invoked, (b) no two
/// forward zones overlap, (c) no backward zone lies inside a forward one.
///
/// Necessary: (a) is real-time order inside the chain. A chain has begun by f (something of it is
/// done) and has not ended before s (something of it is yet to come), so a forward chain holds the
/// register over all of [f, s]: two such cannot overlap (b). A backward chain has begun by its f
/// and not ended before its s, both inside the other's [f, s], so it can stand neither wholly
/// before nor wholly after that chain, and chains do not mix (c).
///
/// Sufficient: let a forward chain's operation x of group g take effect at
/// max(f, latest invocation in groups ≤ g). That is ≤ s, not before x's invocation, ascending in g,
/// and by (a) and the choice of f not after x's completion: all inside [f, s]. A backward chain
/// takes effect whole at any one moment p of [s, f]: every invocation is ≤ s ≤ p, every
/// completion ≥ f ≥ p. By (c) p can be chosen outside all forward zones; by (b) these are disjoint.
///
/// The absent key is a value written before everything. An `info` operation whose value nobody saw
/// is left out (nobody can tell); one whose value was seen happened and never completes. That is
/// closed over `info` compare-and-sets: one that was seen makes what it expected seen.
/// A refused compare-and-set of unknown observation changes nothing and needs one moment at which
/// its value is not held: `RefusalSchedule` finds such moments in the order found here.
///
/// Complexity: O(n log n) for sorting zones; dense arrays by value.
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
    var isSeen = false
    var lastStart: UInt32 = 0
    var firstEnd: UInt32 = RegisterOperation.never
  }

  struct Zone {
    var first: UInt32
    var last: UInt32
    var root: Int32
    /// Backward zones that end inside a forward one stand before it.
    var place: UInt64
    var isForward: Bool { first < last }
  }

  let operations: [RegisterOperation]
  var stages: [Stage]
  var zones: [Zone] = []

  static func check(_ key: KeyOperations) -> Result {
    if key.hasAppend { return .undecided("appends") }
    var check = ZoneCheck(operations: key.operations, values: key.values.count)
    return check.run()
  }

  init(operations: [RegisterOperation], values: Int) {
    self.operations = operations
    stages = [Stage](repeating: Stage(), count: values)
    stages[0].isSeen = true
  }

  private mutating func run() -> Result {
    if let reason = placeWriters() { return .undecided(reason) }
    if let conflict = markSeen() { return .invalid(conflict) }
    if let conflict = link() { return .invalid(conflict) }
    if let conflict = walkChains() { return .invalid(conflict) }
    if let conflict = orderZones() { return .invalid(conflict) }
    if !operations.contains(where: { $0.effect == .refused }) { return .valid }
    return RefusalSchedule.check(self)
  }

  /// Finds each value's writer; a reason where one has two.
  private mutating func placeWriters() -> String? {
    for (index, operation) in operations.enumerated() {
      switch operation.effect {
      case .read, .refused: continue
      case .append: return "appends"
      case .tried: return "compare-and-sets answered without a result"
      case .write, .swap:
        let value = Int(operation.written)
        if value == 0 || stages[value].writer >= 0 { return "values written more than once" }
        stages[value].writer = Int32(index)
      }
    }
    return nil
  }

  /// Marks values that somebody saw, through `info` compare-and-sets too.
  private mutating func markSeen() -> Conflict? {
    var waiting: [Int32] = []
    for (index, operation) in operations.enumerated() {
      if operation.isContradiction {
        return Conflict(reason: .contradiction, operations: [index])
      }
      if !operation.isOptional, operation.effect == .write || operation.effect == .swap {
        stages[Int(operation.written)].isSeen = true
      }
      let isObserver =
        operation.effect == .read || (operation.effect == .swap && !operation.isOptional)
      guard isObserver else { continue }
      if operation.expected != 0, stages[Int(operation.expected)].writer < 0 {
        return Conflict(reason: .unwritten, operations: [index])
      }
      if !stages[Int(operation.expected)].isSeen {
        stages[Int(operation.expected)].isSeen = true
        waiting.append(operation.expected)
      }
    }
    while let value = waiting.popLast() {
      let writer = operations[Int(stages[Int(value)].writer)]
      guard writer.effect == .swap, !stages[Int(writer.expected)].isSeen else { continue }
      if stages[Int(writer.expected)].writer < 0 {
        return Conflict(reason: .unwritten, operations: [Int(stages[Int(value)].writer)])
      }
      stages[Int(writer.expected)].isSeen = true
      waiting.append(writer.expected)
    }
    return nil
  }

  /// Glues clusters by compare-and-sets and gathers readers.
  private mutating func link() -> Conflict? {
    for (index, operation) in operations.enumerated() {
      let value = Int(operation.expected)
      switch operation.effect {
      case .read:
        stages[value].lastStart = max(stages[value].lastStart, operation.start)
        stages[value].firstEnd = min(stages[value].firstEnd, operation.end)
      case .swap where stages[Int(operation.written)].isSeen:
        if value != 0, stages[value].writer < 0 {
          return Conflict(reason: .unwritten, operations: [index])
        }
        if stages[value].next >= 0 {
          let other = Int(stages[Int(stages[value].next)].writer)
          return Conflict(reason: .twoSwaps, operations: [other, index])
        }
        stages[value].next = operation.written
      default: break
      }
    }
    return nil
  }

  /// Condition (a), and the zone of each chain.
  private mutating func walkChains() -> Conflict? {
    var visited = 0
    for value in stages.indices where stages[value].isSeen {
      visited += 1
      let writer = Int(stages[value].writer)
      if value != 0, operations[writer].effect == .swap { continue }
      if let conflict = walk(from: Int32(value)) { return conflict }
    }
    // What no walk reached is a ring of compare-and-sets, each waiting for the one before it.
    for value in stages.indices where stages[value].isSeen && stages[value].root < 0 {
      var ring: [Int] = []
      var next = Int32(value)
      repeat {
        ring.append(Int(stages[Int(next)].writer))
        next = operations[Int(stages[Int(next)].writer)].expected
      } while next != Int32(value) && ring.count < 12
      return Conflict(reason: .order, operations: ring)
    }
    return nil
  }

  private mutating func walk(from root: Int32) -> Conflict? {
    var latest: UInt32 = 0
    var first: UInt32 = root == 0 ? 0 : RegisterOperation.never
    var value = root
    while value >= 0 {
      let stage = stages[Int(value)]
      stages[Int(value)].root = root
      if stage.writer >= 0 {
        let writer = operations[Int(stage.writer)]
        if writer.end < latest { return orderConflict(root, value, Int(stage.writer)) }
        first = min(first, writer.end)
        latest = max(latest, writer.start)
      }
      if stage.firstEnd < latest { return orderConflict(root, value, nil) }
      first = min(first, stage.firstEnd)
      latest = max(latest, stage.lastStart)
      value = stage.next
    }
    zones.append(Zone(first: first, last: latest, root: root, place: 0))
    return nil
  }

  /// Conditions (b) and (c); leaves zones in an order that is a linearization of the chains.
  private mutating func orderZones() -> Conflict? {
    let forward = zones.filter(\.isForward).sorted { $0.first < $1.first }
    for index in forward.indices.dropFirst() where forward[index - 1].last > forward[index].first {
      return zoneConflict(forward[index - 1], forward[index])
    }
    for index in zones.indices {
      let zone = zones[index]
      zones[index].place = UInt64(zone.first) << 1 | 1
      if zone.isForward { continue }
      // The forward zone that began last before this one ends.
      var (low, high) = (0, forward.count)
      while low < high {
        let middle = (low + high) / 2
        if forward[middle].first < zone.first { low = middle + 1 } else { high = middle }
      }
      guard low > 0, forward[low - 1].last > zone.first else { continue }
      if zone.last > forward[low - 1].first { return zoneConflict(forward[low - 1], zone) }
      zones[index].place = UInt64(forward[low - 1].first) << 1
    }
    return nil
  }
}
