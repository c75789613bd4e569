/// The collections of a block file that wait for their event.
///
/// Limits: as many as operations whose records were cut in two by a block's end.
struct PendingLists {
  private var parts: [ListPart] = []

  var isEmpty: Bool { parts.isEmpty }

  /// Takes elements in; parts of one collection come one after another.
  mutating func take(_ part: ListPart) {
    if let last = parts.last, last.continues(part) {
      parts[parts.count - 1].elements += part.elements
    } else {
      parts.append(part)
    }
  }

  /// The collection of an operation's invocation or completion, which waits no longer.
  mutating func list(of operation: UInt32, isValue: Bool) -> HistoryList? {
    guard
      let place = parts.firstIndex(where: { $0.operation == operation && $0.isValue == isValue })
    else { return nil }
    let part = parts.remove(at: place)
    return HistoryList(part.form, part.elements)
  }
}
