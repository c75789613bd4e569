import Vocabulary

/// What takes the records of a block file in order; names are resolved, numbers are checked.
///
/// A protocol and no closure, so that the compiler makes one tight loop of decoder and taker.
protocol HistorySink {
  mutating func invoked(
    process: Int, kind: OperationKind, key: UInt32, argument: Int64?, expected: Int64?,
    time: Nanoseconds)
  mutating func completed(
    _ number: UInt32, outcome: Outcome, value: Int64?, matched: Bool?, revision: Int64?,
    time: Nanoseconds)
  mutating func take(_ entry: HistoryEntry)
}

/// A record of the block file that is neither an invocation nor a completion.
enum HistoryEntry {
  case key(String)
  case text(String)
  /// Elements of the collection that the next event of an operation is about; a collection may come
  /// in several parts, one after another.
  case list(ListPart)
  case end
}

/// Some elements of what an operation wrote or saw.
struct ListPart {
  var operation: UInt32
  /// Whether it is what was seen, not what was written.
  var isValue: Bool
  var form: HistoryList.Form
  var elements: [Int64]

  /// Whether this goes on where the other ended.
  func continues(_ other: ListPart) -> Bool {
    operation == other.operation && isValue == other.isValue && form == other.form
  }
}
