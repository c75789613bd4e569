/// Serial numbers by when they are due; of those due at once the lower comes first.
struct DueHeap {
  private var items: [(dueNs: Int64, serial: UInt64)] = []

  /// The next one; nil where none waits.
  var first: (dueNs: Int64, serial: UInt64)? { items.first }

  mutating func insert(_ serial: UInt64, dueNs: Int64) {
    items.append((dueNs, serial))
    var child = items.count - 1
    while child > 0, items[child] < items[(child - 1) / 2] {
      items.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func removeFirst() {
    items.swapAt(0, items.count - 1)
    items.removeLast()
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < items.count && items[child] < items[least] {
        least = child
      }
      if least == parent { return }
      items.swapAt(parent, least)
      parent = least
    }
  }

  mutating func removeAll() { items.removeAll(keepingCapacity: true) }
}
