import Histories
import Vocabulary

/// Judges registers while their history grows, by the zones of `ZoneCheck`.
///
/// Shape: a `KeyWatch` a key.
/// Unknown when: a key holds appended texts, or a value is written again while its first writing
/// may still be read; a refused compare-and-set that does not say what it saw is left out.
struct RegisterWatch: ModelWatch {
  private var keys: [String: KeyWatch] = [:]
  private var broken: Set<String> = []
  private var skipped: [String: String] = [:]

  var state: WatchState {
    WatchState(
      model: .register, remembered: keys.values.reduce(0) { $0 + $1.remembered },
      unsure: skipped.sorted { $0.key < $1.key }.map { "key \($0.key) is not judged: \($0.value)" })
  }

  mutating func handle(_ event: HistoryEvent, at place: UInt64) -> [Anomaly] {
    if broken.contains(event.key) || skipped[event.key] != nil { return [] }
    switch keys[event.key, default: KeyWatch()].handle(event, at: place) {
    case .explained: return []
    case .unsure(let reason):
      skipped[event.key] = reason
      keys[event.key] = nil
      return []
    case .violation(let violation):
      broken.insert(event.key)
      keys[event.key] = nil
      return [
        event.anomaly(
          violation.name, violation.summary, label: Self.label(event), others: violation.others)
      ]
    }
  }

  mutating func finish() -> [Anomaly] { [] }

  static func label(_ event: HistoryEvent) -> String {
    func text(_ value: Int64?) -> String { value.map { String($0) } ?? "nil" }
    switch event.kind {
    case .read: return event.isAnswer ? "read → \(text(event.completion?.value))" : "read"
    case .compareAndSet:
      return "cas \(text(event.expected))→\(text(event.argument))"
        + (event.completion?.matched == false ? " refused" : "")
    default: return "\(event.kind.word) \(text(event.argument))"
    }
  }
}
