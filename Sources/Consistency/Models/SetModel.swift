/// A set of whole numbers that begins empty.
package struct SetModel: SequentialModel {
  /// The set before anybody added.
  package var initial: Set<Int64> { [] }

  /// A set.
  package init() {}

  /// The set after an addition or a removal, or the same where a question was answered rightly.
  package func state(after call: ModelCall, from state: Set<Int64>) -> Set<Int64>? {
    switch call.request {
    case .add(let element):
      guard Self.allows(call.answer, was: state.contains(element), changed: false) else {
        return nil
      }
      return state.union([element])
    case .remove(let element):
      guard Self.allows(call.answer, was: state.contains(element), changed: true) else {
        return nil
      }
      return state.subtracting([element])
    case .contains(let element):
      switch call.answer {
      case .unknown: return state
      case .truth(let flag): return flag == state.contains(element) ? state : nil
      default: return nil
      }
    case .read:
      switch call.answer {
      case .unknown: return state
      case .elements(let elements): return Set(elements) == state ? state : nil
      default: return nil
      }
    default: return nil
    }
  }

  /// What an addition or removal may answer: that it is done, or whether it changed the set.
  private static func allows(_ answer: ModelCall.Answer, was: Bool, changed: Bool) -> Bool {
    switch answer {
    case .done, .unknown: true
    case .truth(let flag): flag == (was == changed)
    default: false
    }
  }

  /// Changes of different elements may stand in any order, and equal ones that only say done.
  package func commute(_ one: ModelCall, _ other: ModelCall) -> Bool {
    guard let first = Self.element(one), let second = Self.element(other) else { return false }
    if first != second { return true }
    return one.request == other.request
      && [one, other].allSatisfy { $0.answer == .done || $0.answer == .unknown }
  }

  private static func element(_ call: ModelCall) -> Int64? {
    switch call.request {
    case .add(let element), .remove(let element): element
    default: nil
    }
  }
}
