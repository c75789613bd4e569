package import Databases
package import Histories
import Synchronization
package import Vocabulary

/// Records what clients ask and are told in transactions, from many tasks at once.
///
/// Limits: it is kept in memory, and is a file only once it was written: a driver that dies before
///         leaves none.
package final class TransactionLog: Sendable {
  private let builder: Mutex<TransactionBuilder>

  /// An empty log of transactions on such keys.
  package init(_ objects: TransactionObjects) {
    var empty = TransactionBuilder()
    _ = empty.settle(objects)
    builder = Mutex(empty)
  }

  /// Records that a transaction is about to be sent; call it before sending.
  package func invoke(
    process: Int, _ steps: [StoreTransaction.Step], at time: Nanoseconds
  ) -> Int {
    builder.withLock { builder in
      let number = builder.begin(process: process, at: time)
      for step in steps {
        switch step {
        case .readList(let name), .readRegister(let name):
          let key = builder.key(name)
          builder.read(key)
        case .append(let name, let value), .writeRegister(let name, let value):
          let key = builder.key(name)
          builder.write(key, value)
        }
      }
      return number
    }
  }

  /// Records what the client was told; `seen` is what each step of a committed one saw.
  package func complete(
    _ number: Int, _ steps: [StoreTransaction.Step], outcome: Outcome, seen: [[Int64]] = [],
    at time: Nanoseconds
  ) {
    builder.withLock { builder in
      builder.complete(number, outcome, at: time)
      guard outcome == .ok else { return }
      precondition(seen.count == steps.count, "each step of a committed transaction was answered")
      let first = Int(builder.history.firstMicro[number])
      for (place, (step, values)) in zip(steps, seen).enumerated() {
        switch step {
        case .readList: builder.see(first + place, list: values)
        case .readRegister:
          if let value = values.first {
            builder.see(first + place, value: value)
          } else {
            builder.seeAbsent(first + place)
          }
        case .append, .writeRegister: break
        }
      }
    }
  }

  /// The history so far.
  package var history: TransactionHistory { builder.withLock { $0.history } }
}
