/// A lock that one process holds at a time, and only its holder gives back.
package struct MutexModel: SequentialModel {
  /// Nobody holds it.
  package var initial: Int64? { nil }

  /// A mutex.
  package init() {}

  /// The holder after a call; whoever holds it cannot take it again.
  package func state(after call: ModelCall, from state: Int64?) -> Int64?? {
    switch (call.request, call.answer) {
    case (.acquire(let process), .done), (.acquire(let process), .unknown):
      return state == nil ? .some(.some(process)) : nil
    case (.release(let process), .done), (.release(let process), .unknown):
      return state == process ? .some(.none) : nil
    default: return nil
    }
  }

  /// Who comes first can always be seen.
  package func commute(_ one: ModelCall, _ other: ModelCall) -> Bool { false }
}
