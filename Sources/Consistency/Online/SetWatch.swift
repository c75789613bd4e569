import Histories
import Vocabulary

/// Judges sets while their history grows; as `FullSet`.
///
/// Shape: an element that is lacking is told at once only where sets are promised to be
/// linearizable; else it may come back, and is told at the end.
struct SetWatch: ModelWatch {
  private let isLinearizable: Bool
  private var sets: [String: [Int64: Element]] = [:]
  private var open: [OperationNumber: UInt64] = [:]
  private(set) var state = WatchState(model: .set)

  /// What is known of an element; events by place.
  private struct Element: Sendable {
    var added: UInt64
    var known: UInt64?
    var present: UInt64?
    var absent: UInt64?
    var isTold = false
    var lacking: HistoryEvent?
  }

  init(isLinearizable: Bool) { self.isLinearizable = isLinearizable }

  mutating func handle(_ event: HistoryEvent, at place: UInt64) -> [Anomaly] {
    defer { state.remembered = sets.values.reduce(open.count) { $0 + $1.count } }
    guard let completion = event.completion else {
      open[event.operation] = place
      guard event.kind == .add, let element = event.argument else { return [] }
      state.hasAdds = true
      if sets[event.key, default: [:]][element] == nil {
        sets[event.key, default: [:]][element] = Element(added: place)
      }
      return []
    }
    let start = open.removeValue(forKey: event.operation) ?? place
    guard completion.outcome == .ok else { return [] }
    if event.kind == .add, let element = event.argument {
      let known = sets[event.key]?[element]?.known
      sets[event.key]?[element]?.known = min(known ?? .max, place)
    }
    guard event.kind == .read, let list = completion.list, list.form == .elements else { return [] }
    return read(event, list.elements, start, place)
  }

  private mutating func read(
    _ event: HistoryEvent, _ elements: [Int64], _ start: UInt64, _ now: UInt64
  ) -> [Anomaly] {
    var set = sets[event.key, default: [:]]
    var anomalies: [Anomaly] = []
    var seen: Set<Int64> = []
    var strangers: Set<Int64> = []
    let label = "read → \(elements.count) elements"
    for element in elements {
      guard set[element] != nil else {
        if strangers.insert(element).inserted {
          anomalies.append(
            event.anomaly(
              "read of a value nobody wrote",
              "\(element) is in a read, and nobody had begun to add it", label: label))
        }
        continue
      }
      guard seen.insert(element).inserted else {
        anomalies.append(
          event.anomaly("duplicate element", "\(element) is twice in one read", label: label))
        continue
      }
      let (present, known) = (set[element]?.present ?? 0, set[element]?.known ?? .max)
      set[element]?.present = max(present, start)
      set[element]?.known = min(known, now)
    }
    for element in set.keys where !seen.contains(element) {
      guard start > set[element]?.absent ?? 0 else { continue }
      set[element]?.absent = start
      set[element]?.lacking = event
      guard isLinearizable, let known = set[element]?.known, known < start,
        set[element]?.isTold == false
      else { continue }
      set[element]?.isTold = true
      anomalies.append(
        event.anomaly(
          "stale read", "\(element) was known, and a read that began later lacks it", label: label))
    }
    sets[event.key] = set
    return anomalies
  }

  mutating func finish() -> [Anomaly] {
    var anomalies: [Anomaly] = []
    var stable = 0
    for (_, set) in sets.sorted(by: { $0.key < $1.key }) {
      for (element, life) in set.sorted(by: { $0.value.added < $1.value.added }) {
        let (present, absent) = (life.present ?? 0, life.absent ?? 0)
        if present > absent { stable += 1 }
        guard absent > present, let known = life.known, known < absent, !life.isTold,
          let lacking = life.lacking
        else { continue }
        anomalies.append(
          lacking.anomaly(
            "lost element", "\(element) was there, and no later read has it", label: "read"))
      }
    }
    if stable == 0, anomalies.isEmpty { state.unsure = ["no element was seen to stay"] }
    return anomalies
  }
}
