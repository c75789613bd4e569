import Histories
import Vocabulary

/// The dependencies of transactions that append to lists and read them whole.
///
/// Input: the versions of each key form a tree whose root is the empty list. Where it does not
/// branch, that path is the order in which the key's elements took effect, and an element of a
/// transaction that happened, which nobody saw, stands behind all that were seen.
/// Decides: ww from each element to the next, wr from the last element of a list to its reader, rw
/// from a reader to the element behind its list. Aborted elements are passed over. A key whose tree
/// branches, or that holds an element twice, is itself an anomaly and orders nothing.
/// Complexity: O(micro-operations + versions); no list is ever read.
/// Source: Kingsbury and Alvaro, "Elle", 2020, section 4, traceable objects.
struct ListDependencies {
  private static let none = TransactionHistory.none
  /// So many elements that nobody saw are put behind one list; more make the answer incomplete.
  private static let unseenKept = 32

  let table: TransactionTable
  private(set) var findings = IsolationFindings()
  private(set) var list: DependencyList
  /// Whether edges were left out.
  private(set) var isIncomplete = false

  /// The next version whose element takes part, on a key that has one order.
  private(set) var next: [UInt32]
  /// The version that each element ends; `none` where nobody saw it.
  private(set) var versionOf: [UInt32]
  /// Keys that have no one order.
  private(set) var isUnordered: [Bool]
  /// What is left for looking whether an element that ends two lists stands twice in one.
  private var steps = 20_000_000
  /// Elements of transactions that happened which nobody saw, by key.
  private(set) var unseen: [UInt32: [UInt32]] = [:]

  init(_ table: TransactionTable) {
    self.table = table
    let history = table.history
    next = [UInt32](repeating: Self.none, count: history.versionParents.count)
    versionOf = [UInt32](repeating: Self.none, count: history.elementKeys.count)
    isUnordered = table.isRewritten
    list = DependencyList(room: history.microKinds.count * 2 + history.count)
    placeVersions()
    orderVersions()
    findUnseen()
    addWrites()
    addReads()
    table.addProcessEdges(to: &list)
  }

  private var history: TransactionHistory { table.history }

  private func key(of version: Int) -> Int? {
    let element = history.versionElements[version]
    return element == Self.none ? nil : Int(history.elementKeys[Int(element)])
  }

  /// Finds branches and elements that stand twice in one list.
  private mutating func placeVersions() {
    // Until the order is known, `next` holds the version that was first seen behind each.
    for version in history.versionParents.indices {
      guard let key = key(of: version) else { continue }
      let parent = Int(history.versionParents[version])
      if next[parent] == Self.none {
        next[parent] = UInt32(version)
      } else {
        branch(next[parent], UInt32(version), key)
      }
      let element = Int(history.versionElements[version])
      let other = versionOf[element]
      if other == Self.none {
        versionOf[element] = UInt32(version)
      } else if isAncestor(other, of: version) {
        repeated(UInt32(element), version, key)
      }
    }
  }

  private mutating func isAncestor(_ ancestor: UInt32, of version: Int) -> Bool {
    var place = version
    while place > Int(ancestor), steps > 0 {
      place = Int(history.versionParents[place])
      steps -= 1
    }
    return place == Int(ancestor)
  }

  private mutating func branch(_ first: UInt32, _ second: UInt32, _ key: Int) {
    isUnordered[key] = true
    let (table, name) = (self.table, history.keys[key])
    guard !table.isRewritten[key] else { return }
    findings.add(IsolationAnomaly(.incompatibleOrder)) {
      let readers = table.readers(of: first) + table.readers(of: second)
      let lists = [first, second].map { table.label(list: $0) }
      return .init(
        transactions: readers, impossible: readers.last ?? 0, key: UInt32(key),
        summary: "\(name) was seen as \(lists[0]) and as \(lists[1]), and neither begins with "
          + "the other")
    }
  }

  private mutating func repeated(_ element: UInt32, _ version: Int, _ key: Int) {
    isUnordered[key] = true
    let (table, name) = (self.table, history.keys[key])
    guard !table.isRewritten[key] else { return }
    findings.add(IsolationAnomaly(.duplicate)) {
      let readers = table.readers(of: UInt32(version))
      let writer = table.writers[Int(element)]
      return .init(
        transactions: readers + (writer == Self.none ? [] : [writer]),
        impossible: readers.first ?? 0, key: UInt32(key),
        summary: "\(name) holds \(table.label(element: element)) twice, and it was appended once")
    }
  }

  /// Passes over elements that are no part of the order: aborted ones, and those of nobody.
  private mutating func orderVersions() {
    for version in history.versionParents.indices.reversed() {
      let element = history.versionElements[version]
      guard element != Self.none else { continue }
      let parent = Int(history.versionParents[version])
      guard next[parent] == UInt32(version) else { continue }
      if table.node(writing: element) == nil { next[parent] = next[version] }
    }
  }

  private mutating func findUnseen() {
    for element in versionOf.indices where versionOf[element] == Self.none {
      // An `info` transaction of which one write was seen happened, with all that it wrote.
      guard table.node(writing: UInt32(element)) != nil,
        !isUnordered[Int(history.elementKeys[element])]
      else { continue }
      unseen[history.elementKeys[element], default: []].append(UInt32(element))
    }
    for (key, elements) in unseen where elements.count > Self.unseenKept {
      // Those that ended first show most of what real time forbids.
      let earliest = elements.sorted {
        table.ends[Int(table.writers[Int($0)])] < table.ends[Int(table.writers[Int($1)])]
      }
      unseen[key] = Array(earliest.prefix(Self.unseenKept))
      isIncomplete = true
    }
  }

  private mutating func addWrites() {
    for version in history.versionElements.indices {
      let element = history.versionElements[version]
      guard element != Self.none, let writer = table.node(writing: element) else { continue }
      let key = history.elementKeys[Int(element)]
      if isUnordered[Int(key)] { continue }
      addSuccessors(of: version, key, from: writer, .writeWrite)
    }
  }

  /// Edges to whoever wrote the version behind this one.
  @inline(__always)
  private mutating func addSuccessors(
    of version: Int, _ key: UInt32, from source: UInt32, _ kind: DependencyKind
  ) {
    let behind = next[version]
    if behind != Self.none {
      list.add(source, table.writers[Int(history.versionElements[Int(behind)])], kind)
    } else if !unseen.isEmpty, let elements = unseen[key] {
      for element in elements { list.add(source, table.writers[Int(element)], kind) }
    }
  }

  private mutating func addReads() {
    for transaction in 0..<history.count where history.outcomes[transaction] == .ok {
      let node = UInt32(transaction)
      for micro in history.micros(of: transaction) where history.microKinds[micro] == .read {
        let seen = history.microReferences[micro]
        let key = history.microKeys[micro]
        if seen == Self.none { continue }
        if seen == TransactionHistory.absent {
          if isUnordered[Int(key)] { continue }
          addSuccessors(of: Int(history.keyRoots[Int(key)]), key, from: node, .readWrite)
          continue
        }
        let element = history.versionElements[Int(seen)]
        if !table.isRewritten[Int(key)], let writer = table.node(writing: element) {
          list.add(writer, node, .writeRead)
        }
        if isUnordered[Int(key)] { continue }
        addSuccessors(of: Int(seen), key, from: node, .readWrite)
      }
    }
  }
}
