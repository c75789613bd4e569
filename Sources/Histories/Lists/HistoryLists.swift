/// The collections of a history by number.
///
/// Shape: one array of all elements; a collection is a slice of it.
package struct HistoryLists: Sendable, Equatable {
  private var elements: [Int64] = []
  private var ends: [Int] = []
  private var forms: [HistoryList.Form] = []

  /// How many there are.
  package var count: Int { ends.count }

  /// The elements of a collection.
  package func elements(of number: Int64) -> ArraySlice<Int64> {
    let place = Int(number)
    return elements[(place == 0 ? 0 : ends[place - 1])..<ends[place]]
  }

  /// What the numbers of a collection mean.
  package func form(of number: Int64) -> HistoryList.Form { forms[Int(number)] }

  /// A collection by itself.
  package subscript(number: Int64) -> HistoryList {
    HistoryList(form(of: number), Array(elements(of: number)))
  }

  /// Adds a collection; its number.
  mutating func append(_ list: HistoryList) -> Int64 {
    elements += list.elements
    ends.append(elements.count)
    forms.append(list.form)
    return Int64(ends.count - 1)
  }

  /// Adds elements to the collection that was added last.
  mutating func extend(with more: [Int64]) {
    precondition(!ends.isEmpty, "only a collection that is there can grow")
    elements += more
    ends[ends.count - 1] = elements.count
  }
}
