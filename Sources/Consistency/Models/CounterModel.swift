/// A number that clients add to and read; it begins at 0.
package struct CounterModel: SequentialModel {
  /// The sum, before anybody added.
  package var initial: Int64 { 0 }

  /// A counter.
  package init() {}

  /// The sum after an addition, or the same where a read saw it; one may answer the new sum.
  package func state(after call: ModelCall, from state: Int64) -> Int64? {
    switch (call.request, call.answer) {
    case (.add(let value), .done), (.add(let value), .unknown): return state &+ value
    case (.add(let value), .value(let sum)): return state &+ value == sum ? sum : nil
    case (.read, .value(let sum)): return sum == state ? state : nil
    case (.read, .unknown): return state
    default: return nil
    }
  }

  /// Additions that do not answer a sum may stand in any order.
  package func commute(_ one: ModelCall, _ other: ModelCall) -> Bool {
    [one, other].allSatisfy {
      if case .add = $0.request { return $0.answer == .done || $0.answer == .unknown }
      return false
    }
  }
}
