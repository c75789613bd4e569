/// Finds a moment for each refused compare-and-set in the order that `ZoneCheck` found.
///
/// Given the order of values, each change of value k has a window: after the invocations of
/// everything up to it, before the completions of everything from it on. A refused compare-and-set
/// of k's value over (i, r) needs change k after i or change k + 1 before r. Changes are placed from
/// left to right, each as late as it may be: a later change k satisfies more refusals of k and so
/// never lowers the bound of change k + 1, so if this fails no placement in this order succeeds.
/// Another order might; then the general search decides.
struct RefusalSchedule {
  private struct Change {
    var value: Int32
    var earliest: UInt32 = 0
    var latest: UInt32 = RegisterOperation.never
    var isRoot = false
  }

  /// The check whose zones are ordered must have found no conflict.
  static func check(_ zones: ZoneCheck) -> ZoneCheck.Result {
    if let conflict = held(zones) { return .invalid(conflict) }
    let changes = windows(zones)
    var refusals: [Int32: [(start: UInt32, end: UInt32)]] = [:]
    for operation in zones.operations where operation.effect == .refused {
      refusals[operation.expected, default: []].append((operation.start, operation.end))
    }
    var unseen = spare(zones, refusals: Set(refusals.keys))
    var now: UInt32 = 0
    for (index, change) in changes.enumerated() where change.value != 0 {
      var bound = RegisterOperation.never
      if index > 0 {
        for refusal in refusals[changes[index - 1].value] ?? [] where refusal.start >= now {
          bound = min(bound, refusal.end)
        }
      }
      var time = min(change.latest, bound)
      if time <= change.earliest || time < now {
        // An `info` write that nobody saw may stand between two chains.
        guard change.isRoot, let other = unseen.firstIndex(where: { $0 < bound }) else {
          return .undecided("compare-and-sets refused in a tight place")
        }
        unseen.remove(at: other)
        time = change.latest
      }
      now = max(time, now)
    }
    if let last = changes.last {
      for refusal in refusals[last.value] ?? [] where refusal.start >= now {
        guard unseen.contains(where: { $0 < refusal.end }) else {
          return .undecided("compare-and-sets refused at the end")
        }
      }
    }
    return .valid
  }

  /// Invocations of `info` writes whose value nobody saw or compares with.
  private static func spare(_ zones: ZoneCheck, refusals: Set<Int32>) -> [UInt32] {
    zones.operations.filter {
      $0.effect == .write && !zones.stages[Int($0.written)].isSeen
        && !refusals.contains($0.written)
    }.map(\.start)
  }

  private static func windows(_ zones: ZoneCheck) -> [Change] {
    var changes: [Change] = []
    var latest: UInt32 = 0
    for zone in zones.zones.sorted(by: { $0.place < $1.place }) {
      var value = zone.root
      while value >= 0 {
        let stage = zones.stages[Int(value)]
        if stage.writer >= 0 { latest = max(latest, zones.operations[Int(stage.writer)].start) }
        changes.append(Change(value: value, earliest: latest, isRoot: value == zone.root))
        latest = max(latest, stage.lastStart)
        value = stage.next
      }
    }
    var first = RegisterOperation.never
    for index in changes.indices.reversed() {
      let stage = zones.stages[Int(changes[index].value)]
      first = min(first, stage.firstEnd)
      if stage.writer >= 0 { first = min(first, zones.operations[Int(stage.writer)].end) }
      changes[index].latest = changes[index].value == 0 ? 0 : first
    }
    return changes
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
        let stage = zones.stages[value]
        if stage.writer >= 0 { latest = max(latest, zones.operations[Int(stage.writer)].start) }
        latest = max(latest, stage.lastStart)
        until[value] = latest
        if place + 1 < chain.count {
          let next = zones.stages[chain[place + 1]].writer
          until[value] = max(latest, zones.operations[Int(next)].start)
        }
      }
      var first = RegisterOperation.never
      for value in chain.reversed() {
        let stage = zones.stages[value]
        first = min(first, stage.firstEnd)
        if stage.writer >= 0 { first = min(first, zones.operations[Int(stage.writer)].end) }
        from[value] = value == 0 ? 0 : first
      }
    }
    for (index, operation) in zones.operations.enumerated() where operation.effect == .refused {
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
