/// Transactions each of which must stand before the next, and the last before the first.
struct DependencyCycle: Equatable {
  /// The transactions, each once.
  var nodes: [UInt32]
  /// What leads from each to the next; the last to the first.
  var kinds: [DependencyKind]

  /// What the cycle is called, by its edges alone.
  var anomaly: IsolationAnomaly {
    let order: IsolationLevel.Order =
      kinds.contains(.realtime) ? .realtime : kinds.contains(.process) ? .session : .plain
    let reads = kinds.count { $0 == .readWrite }
    let isRow = kinds.indices.contains {
      kinds[$0] == .readWrite && kinds[($0 + 1) % kinds.count] == .readWrite
    }
    switch reads {
    case 0: return IsolationAnomaly(kinds.contains(.writeRead) ? .g1c : .g0, order)
    case 1: return IsolationAnomaly(.gSingle, order)
    default: return IsolationAnomaly(isRow ? .g2Item : .gNonadjacent, order)
    }
  }

  /// Whether no transaction stands in it twice.
  var isSimple: Bool { Set(nodes).count == nodes.count }

  /// The same cycle from its earliest transaction on.
  var fromEarliest: DependencyCycle {
    guard let first = nodes.indices.min(by: { nodes[$0] < nodes[$1] }) else { return self }
    return DependencyCycle(
      nodes: Array(nodes[first...] + nodes[..<first]),
      kinds: Array(kinds[first...] + kinds[..<first]))
  }
}

/// Finds shortest walks in one graph, within a budget of edges looked at.
///
/// Shape: with two states a transaction v is the nodes 2v and 2v + 1.
struct WalkSearch {
  let graph: DependencyGraph
  let states: Int
  private var seen: [UInt32]
  private var from: [UInt32]
  private var word: [UInt32]
  private var round: UInt32 = 0
  private var queue: [UInt32] = []

  /// A walk: the nodes that it visits, its start first, and the edges between them.
  struct Walk {
    var nodes: [UInt32]
    var kinds: [DependencyKind]
  }

  init(_ graph: DependencyGraph, states: Int = 1) {
    self.graph = graph
    self.states = states
    seen = [UInt32](repeating: 0, count: graph.count)
    from = seen
    word = seen
  }

  /// The transaction of a node.
  func transaction(_ node: UInt32) -> UInt32 { states == 1 ? node : node >> 1 }

  /// The shortest walk of at least one and at most `longest` edges to a node that is a goal.
  mutating func walk(
    from start: UInt32, longest: Int, budget: inout Int, within: (Int) -> Bool = { _ in true },
    goal: (UInt32) -> Bool
  ) -> Walk? {
    guard longest > 0 else { return nil }
    round += 1
    queue.removeAll(keepingCapacity: true)
    queue.append(start)
    var head = 0
    var levelEnd = 1
    var length = 1
    while head < queue.count, budget > 0 {
      if head == levelEnd {
        length += 1
        levelEnd = queue.count
        if length > longest { return nil }
      }
      let node = queue[head]
      head += 1
      for place in graph.edges(of: Int(node)) {
        budget -= 1
        let edge = graph.edge(place)
        let target = UInt32(edge.target)
        guard seen[edge.target] != round, within(edge.target) else { continue }
        seen[edge.target] = round
        from[edge.target] = node
        word[edge.target] = edge.word
        if goal(target) { return trace(from: start, to: target) }
        queue.append(target)
      }
    }
    return nil
  }

  private func trace(from start: UInt32, to goal: UInt32) -> Walk {
    var nodes = [goal]
    var kinds: [DependencyKind] = []
    var node = goal
    repeat {
      kinds.append(DependencyEdge(word: word[Int(node)]).kind)
      node = from[Int(node)]
      nodes.append(node)
    } while node != start
    return Walk(nodes: nodes.reversed(), kinds: kinds.reversed())
  }
}
