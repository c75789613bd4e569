/// The open operation of each process of a text history.
///
/// Shape: an array for process numbers from 0 on, a dictionary for those far out.
struct OpenOperations {
  private static let limit: Int64 = 1 << 20

  /// By process the operation's number plus one; 0 where the process has none open.
  private var near: [UInt32] = []
  private var far: [Int64: UInt32] = [:]

  @inline(__always)
  func number(_ process: Int64) -> OperationNumber? {
    let found: UInt32
    if process >= 0, process < near.count {
      found = near[Int(process)]
    } else {
      found = process >= 0 && process < Self.limit ? 0 : far[process] ?? 0
    }
    return found == 0 ? nil : OperationNumber(rawValue: found - 1)
  }

  @inline(__always)
  mutating func begin(_ process: Int64, _ number: OperationNumber) {
    guard process >= 0, process < Self.limit else {
      far[process] = number.rawValue + 1
      return
    }
    if process >= near.count {
      let more = max(Int(process) + 1 - near.count, near.count)
      near.append(contentsOf: repeatElement(0, count: more))
    }
    near[Int(process)] = number.rawValue + 1
  }

  @inline(__always)
  mutating func end(_ process: Int64) {
    if process >= 0, process < near.count {
      near[Int(process)] = 0
    } else {
      far[process] = nil
    }
  }
}
