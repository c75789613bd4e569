import Histories
import Vocabulary

/// Transactions, lists and elements as people read them, and who saw what.
extension TransactionTable {
  /// A value of a key.
  func label(element: UInt32) -> String {
    history.label(history.elementValues[Int(element)])
  }

  /// A list; of a long one the end, for there the lists of one key differ.
  func label(list version: UInt32) -> String {
    let elements = history.list(version).map { label(element: $0) }
    if elements.count <= 6 { return "[\(elements.joined(separator: " "))]" }
    return "[… \(elements.suffix(4).joined(separator: " "))] of \(elements.count)"
  }

  /// What a read saw.
  func label(seen reference: UInt32) -> String {
    switch reference {
    case Self.none: "?"
    case Self.absent: history.objects == .lists ? "[]" : "nil"
    default: history.objects == .lists ? label(list: reference) : label(element: reference)
    }
  }

  /// A transaction: `append x 1, r y → [1 2]`.
  func label(transaction: UInt32) -> String {
    let micros = history.micros(of: Int(transaction))
    let words = micros.prefix(8).map { micro in
      let key = history.keys[Int(history.microKeys[micro])]
      let reference = history.microReferences[micro]
      if history.microKinds[micro] == .write {
        let word = history.objects == .registers ? "w" : "append"
        return "\(word) \(key) \(label(element: reference))"
      }
      return reference == Self.none ? "r \(key)" : "r \(key) → \(label(seen: reference))"
    }
    return (words + (micros.count > 8 ? ["…"] : [])).joined(separator: ", ")
  }

  /// The transaction as a witness shows it.
  func witness(_ transaction: UInt32, isImpossible: Bool) -> WitnessOperation {
    let place = Int(transaction)
    return WitnessOperation(
      process: Int(history.processes[place]), label: label(transaction: transaction),
      invokedNs: Nanoseconds(rawValue: history.invokedNs[place]),
      completedNs: history.completed(place), outcome: history.outcomes[place],
      isImpossible: isImpossible)
  }

  /// A transaction that saw a list with this version in it; empty where none is found.
  func readers(of version: UInt32) -> [UInt32] {
    var leaf = version
    for later in Int(version) + 1..<max(Int(version) + 1, history.versionParents.count)
    where history.versionParents[later] == leaf {
      leaf = UInt32(later)
    }
    let micro = history.microReferences.indices.first {
      history.microReferences[$0] == leaf && history.microKinds[$0] == .read
    }
    return micro.map { [transaction(of: $0)] } ?? []
  }

  /// The transaction to which a micro-operation belongs.
  func transaction(of micro: Int) -> UInt32 {
    var (low, high) = (0, history.firstMicro.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(history.firstMicro[middle]) <= micro { low = middle + 1 } else { high = middle }
    }
    return UInt32(low - 1)
  }
}
