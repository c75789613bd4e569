/// A collection that an operation wrote or saw.
///
/// Shape: whole numbers, or numbers of the history's texts; what they mean says the form.
package struct HistoryList: Sendable, Equatable {
  /// What the numbers mean.
  package enum Form: UInt8, Sendable {
    /// The elements of a set or of a queue, in the order of the answer.
    case elements = 0
    /// Pairs of an account and its balance.
    case map = 1
    /// Pairs of a key and what a transaction that only reads saw there.
    case reads = 2
    /// One pair: a key and what a transaction wrote there.
    case writes = 3
    /// From, to and amount of a transfer.
    case transfer = 4
  }

  /// Stands for an absent key or balance; no value may be it.
  package static let absent = Int64.min

  /// What the numbers mean.
  package var form: Form
  /// The numbers.
  package var elements: [Int64]

  /// A collection.
  package init(_ form: Form = .elements, _ elements: [Int64]) {
    self.form = form
    self.elements = elements
  }

  /// What takes part in a pair each time: keys with values, accounts with balances.
  package var pairs: [(key: Int64, value: Int64?)] {
    stride(from: 0, to: elements.count - 1, by: 2).map { place in
      let value = elements[place + 1]
      return (elements[place], value == Self.absent ? nil : value)
    }
  }
}
