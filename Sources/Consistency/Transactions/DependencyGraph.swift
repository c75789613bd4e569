/// What one transaction has to do with one behind it; realtime edges are never stored.
enum DependencyKind: UInt32 {
  case writeWrite = 0
  case writeRead, readWrite, process
  /// Closes a cycle; there are O(n²) of them, and `Components.reach` finds them without any.
  case realtime
}

/// A set of kinds of edges.
struct DependencyKinds: OptionSet {
  let rawValue: UInt32
  static let writeWrite = DependencyKinds(rawValue: 1)
  static let writeRead = DependencyKinds(rawValue: 2)
  static let readWrite = DependencyKinds(rawValue: 4)
  static let process = DependencyKinds(rawValue: 8)

  @inline(__always) func contains(_ edge: DependencyEdge) -> Bool {
    rawValue >> (edge.word >> DependencyEdge.shift) & 1 == 1
  }
}

/// Where an edge leads and what it is, in 32 bits.
struct DependencyEdge {
  static let shift: UInt32 = 29
  static let mask: UInt32 = 1 << shift - 1
  let word: UInt32

  @inline(__always) init(word: UInt32) { self.word = word }

  @inline(__always) init(to node: UInt32, _ kind: DependencyKind) {
    word = node | kind.rawValue << Self.shift
  }

  @inline(__always) var target: Int { Int(word & Self.mask) }
  var kind: DependencyKind { DependencyKind(rawValue: word >> Self.shift) ?? .realtime }
  var isReadWrite: Bool { word >> Self.shift == DependencyKind.readWrite.rawValue }
}

/// Edges in the order in which they were found.
struct DependencyList {
  private(set) var sources: [UInt32] = []
  private(set) var words: [UInt32] = []

  init(room: Int) {
    sources.reserveCapacity(room)
    words.reserveCapacity(room)
  }

  /// A transaction depends on itself in no interesting way: such edges are left out.
  @inline(__always)
  mutating func add(_ source: UInt32, _ target: UInt32, _ kind: DependencyKind) {
    if source == target { return }
    sources.append(source)
    words.append(DependencyEdge(to: target, kind).word)
  }
}

/// Who depends on whom: compressed sparse rows, a node a transaction.
struct DependencyGraph {
  /// Where the edges of each node begin, and the end of the last.
  private(set) var offsets: [UInt32]
  private(set) var words: [UInt32]

  var count: Int { offsets.count - 1 }

  init(nodes: Int, _ list: DependencyList) {
    var offsets = [UInt32](repeating: 0, count: nodes + 2)
    for source in list.sources { offsets[Int(source) + 2] += 1 }
    for node in 2..<nodes + 2 { offsets[node] += offsets[node - 1] }
    words = [UInt32](unsafeUninitializedCapacity: list.words.count) { buffer, count in
      for (source, word) in zip(list.sources, list.words) {
        let place = Int(offsets[Int(source) + 1])
        offsets[Int(source) + 1] += 1
        buffer[place] = word
      }
      count = list.words.count
    }
    offsets.removeLast()
    self.offsets = offsets
  }

  @inline(__always) func edges(of node: Int) -> Range<Int> {
    Int(offsets[node])..<Int(offsets[node + 1])
  }

  @inline(__always) func edge(_ place: Int) -> DependencyEdge { DependencyEdge(word: words[place]) }

  /// The same nodes with only these kinds of edges.
  func filtered(_ kinds: DependencyKinds) -> DependencyGraph {
    rewritten(states: 1) { node, edge, add in
      if kinds.contains(edge) { add(node, edge.target) }
    }
  }

  /// Walks without two anti-dependencies in a row: node 2v + 1 is v reached by one, 2v otherwise.
  func alternating(_ kinds: DependencyKinds) -> DependencyGraph {
    rewritten(states: 2) { node, edge, add in
      guard kinds.contains(edge) else { return }
      add(node * 2, edge.target * 2 + (edge.isReadWrite ? 1 : 0))
      if !edge.isReadWrite { add(node * 2 + 1, edge.target * 2) }
    }
  }

  /// Walks with one anti-dependency at most: node 2v + 1 is v reached after one, 2v before any.
  func single(_ kinds: DependencyKinds) -> DependencyGraph {
    rewritten(states: 2) { node, edge, add in
      guard kinds.contains(edge) else { return }
      add(node * 2, edge.target * 2 + (edge.isReadWrite ? 1 : 0))
      if !edge.isReadWrite { add(node * 2 + 1, edge.target * 2 + 1) }
    }
  }

  private func rewritten(
    states: Int, _ body: (Int, DependencyEdge, (Int, Int) -> Void) -> Void
  ) -> DependencyGraph {
    var list = DependencyList(room: words.count)
    for node in 0..<count {
      for place in edges(of: node) {
        let edge = self.edge(place)
        body(node, edge) { list.add(UInt32($0), UInt32($1), edge.kind) }
      }
    }
    return DependencyGraph(nodes: count * states, list)
  }
}
