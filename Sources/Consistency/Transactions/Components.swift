/// The strongly connected components of a graph, and how early each node's future had ended.
///
/// Complexity: one pass, O(nodes + edges).
/// Source: Tarjan, "Depth-first search and linear graph algorithms", 1972. Real time takes no
/// nodes and no edges at all: a cycle that needs it is a walk from b to some a that had completed
/// before b was invoked, and one real-time edge closes it. Two never are needed: where a₁ completed
/// before b₁ began and a₂ before b₂, then a₁ before b₂ or a₂ before b₁, which is a shorter way
/// round. So it suffices to carry the earliest completion that a walk from each node can reach.
struct Components {
  static let none = UInt32.max

  /// The component of each node; edges between components lead to lower numbers.
  private(set) var of: [UInt32]
  /// The nodes of each component that has more than one.
  private(set) var large: [[UInt32]] = []
  /// The earliest end among nodes to which a walk of at least one edge leads.
  private(set) var reach: [UInt32]

  private var visit: [UInt32]
  private var low: [UInt32]
  private var stack: [UInt32] = []
  private var path: [Frame] = []
  private var visits: UInt32 = 0
  private var components: UInt32 = 0

  private struct Frame {
    var node: Int
    var place: Int
    var end: Int
  }

  /// `ends` are the places of completions; with `states` several nodes stand for one of them.
  init(_ graph: DependencyGraph, ends: [UInt32], states: Int = 1) {
    of = [UInt32](repeating: Self.none, count: graph.count)
    reach = of
    visit = [UInt32](repeating: 0, count: graph.count)
    low = visit
    let shift = states == 1 ? 0 : 1
    // Edges lead forward in time but for a few: from the end, walks are short and memory is near.
    for node in stride(from: graph.count - 1, through: 0, by: -1) where visit[node] == 0 {
      walk(from: node, graph, ends, shift)
    }
    (visit, low, stack, path) = ([], [], [], [])
  }

  private mutating func enter(_ node: Int, _ graph: DependencyGraph) {
    visits += 1
    visit[node] = visits
    low[node] = visits
    stack.append(UInt32(node))
    let edges = graph.edges(of: node)
    path.append(Frame(node: node, place: edges.lowerBound, end: edges.upperBound))
  }

  private mutating func walk(
    from root: Int, _ graph: DependencyGraph, _ ends: [UInt32], _ shift: Int
  ) {
    enter(root, graph)
    while let top = path.last {
      let node = top.node
      if top.place < top.end {
        path[path.count - 1].place += 1
        let target = graph.edge(top.place).target
        if visit[target] == 0 {
          enter(target, graph)
        } else {
          if of[target] == Self.none { low[node] = min(low[node], visit[target]) }
          reach[node] = min(reach[node], reach[target], ends[target >> shift])
        }
        continue
      }
      path.removeLast()
      if low[node] == visit[node] { close(node, ends, shift) }
      guard let parent = path.last?.node else { continue }
      low[parent] = min(low[parent], low[node])
      reach[parent] = min(reach[parent], reach[node], ends[node >> shift])
    }
  }

  /// Takes the component whose first node this is off the stack.
  private mutating func close(_ node: Int, _ ends: [UInt32], _ shift: Int) {
    defer { components += 1 }
    if stack.last == UInt32(node) {
      stack.removeLast()
      of[node] = components
      return
    }
    var members: [UInt32] = []
    var earliest = UInt32.max
    repeat {
      let member = stack.removeLast()
      members.append(member)
      of[Int(member)] = components
      earliest = min(earliest, reach[Int(member)], ends[Int(member) >> shift])
    } while members.last != UInt32(node)
    for member in members { reach[Int(member)] = earliest }
    large.append(members.sorted())
  }
}
