/// Finds what kinds of cycles a graph has, and a shortest one of each.
///
/// Decides: whether there is a cycle that is no worse than G0, G1c, G-single, G-nonadjacent,
/// G2-item, first of dependencies alone, then with the order of clients, then with real time; the
/// later only where it refutes more than the earlier. Walks stand for cycles: where a walk without
/// two anti-dependencies in a row meets itself, one of its two halves is such a walk again.
/// Complexity: linear for all but G-single, which walks from each anti-dependency inside a
/// component, and for the search of short witnesses; both within `budget` edges.
/// Unknown when: that budget is used up before a G-single was found or excluded.
/// Source: Adya, 1999, chapter 4; the walks without two in a row: Cerone and Gotsman, 2016.
struct CycleClassification {
  /// A kind of cycle and the shortest that was found of it.
  struct Found {
    var cycle: DependencyCycle
    var count: Int
  }

  private(set) var found: [IsolationAnomaly: Found] = [:]
  /// Whether the budget was used up before a G-single was found or excluded.
  private(set) var isUndecided = false
  /// How many edges each search for walks may look at, and what this one has left.
  private let allowance: Int
  private var budget: Int
  /// The weakest base that a cycle refutes, as a rank from 0 (G0) to 4 (G2-item); 5 is none.
  private(set) var rank = 5

  /// Whether plain cycles were told: then those with several anti-dependencies are no news.
  private var isBeyondPlain = false

  let graph: DependencyGraph
  let begins: [UInt32]
  let ends: [UInt32]
  /// Components of the whole graph.
  let whole: Components

  static let dependencies: DependencyKinds = [.writeWrite, .writeRead, .readWrite]
  /// So many components of one kind are searched for a short cycle; the rest are counted.
  private static let searched = 400
  /// A component this small is searched for a G2-item beside what is worse.
  private static let rowsOf = 64

  init(
    _ graph: DependencyGraph, _ whole: Components, begins: [UInt32], ends: [UInt32], budget: Int
  ) {
    self.graph = graph
    self.whole = whole
    self.begins = begins
    self.ends = ends
    allowance = budget
    self.budget = budget
  }

  /// Whether a walk from this node ends before it began.
  static func hasRealtimeCycle(_ components: Components, begins: [UInt32]) -> Bool {
    begins.indices.contains { components.reach[$0] < begins[$0] }
  }

  mutating func run() {
    if !whole.large.isEmpty {
      plain()
      if rank > 0 { sessions() }
    }
    if rank > 0, Self.hasRealtimeCycle(whole, begins: begins) { realtime() }
  }

  // MARK: - Dependencies alone

  private mutating func plain() {
    let writes = graph.filtered(.writeWrite)
    search(writes, Components(writes, ends: ends), closing: .writeWrite)
    let flow = graph.filtered([.writeWrite, .writeRead])
    let flowing = Components(flow, ends: ends)
    search(flow, flowing, closing: .writeRead)
    let all = graph.filtered(Self.dependencies)
    let components = Components(all, ends: ends)
    if components.large.isEmpty { return }
    let apart = graph.alternating(Self.dependencies)
    let separate = Components(apart, ends: ends, states: 2)
    single(flow, flowing, apart, separate, within: components)
    let hasApart = Set(separate.large.map { components.of[Int($0[0] >> 1)] })
    var walks = WalkSearch(all)
    budget = allowance
    for (index, members) in components.large.enumerated() {
      let isWorse = hasApart.contains(components.of[Int(members[0])])
      if isWorse, members.count <= Self.rowsOf {
        rows(members, components, &walks)
      } else if isWorse {
        if isUndecided { shortest(members, components, closing: .readWrite, &walks) }
      } else if index < Self.searched {
        shortest(members, components, closing: .readWrite, &walks)
      } else {
        // Two anti-dependencies in a row are in each of its cycles.
        count(IsolationAnomaly(.g2Item))
      }
    }
  }

  /// In each component a shortest cycle through an edge of one kind.
  private mutating func search(
    _ graph: DependencyGraph, _ components: Components, closing kind: DependencyKind
  ) {
    if components.large.isEmpty { return }
    var walks = WalkSearch(graph)
    budget = allowance
    for members in components.large.prefix(Self.searched) {
      shortest(members, components, closing: kind, &walks)
    }
  }

  private mutating func shortest(
    _ members: [UInt32], _ components: Components, closing kind: DependencyKind,
    _ walks: inout WalkSearch
  ) {
    var best: DependencyCycle?
    for source in members {
      for place in walks.graph.edges(of: Int(source)) {
        let edge = walks.graph.edge(place)
        let component = components.of[Int(source)]
        guard edge.kind == kind, components.of[edge.target] == component else { continue }
        let longest = (best?.nodes.count ?? Int.max) - 2
        let walk = walks.walk(
          from: UInt32(edge.target), longest: longest, budget: &budget,
          within: { components.of[$0] == component }, goal: { $0 == source })
        if let walk { best = closed(walk, by: kind, walks) }
        if best?.nodes.count == 2 || budget <= 0 { break }
      }
      if best?.nodes.count == 2 || budget <= 0 { break }
    }
    if let best { record(best) }
  }

  /// A walk with the edge that leads from its end to its start.
  private func closed(
    _ walk: WalkSearch.Walk, by kind: DependencyKind, _ walks: WalkSearch
  ) -> DependencyCycle {
    DependencyCycle(
      nodes: walk.nodes.map { walks.transaction($0) }, kinds: walk.kinds + [kind])
  }

  /// One anti-dependency closed by a walk without any; where there is none, several apart.
  private mutating func single(
    _ flow: DependencyGraph, _ flowing: Components, _ apart: DependencyGraph,
    _ separate: Components, within components: Components
  ) {
    if separate.large.isEmpty { return }
    var walks = WalkSearch(flow)
    var apartWalks = WalkSearch(apart, states: 2)
    budget = allowance
    for members in separate.large.prefix(Self.searched) {
      var best: DependencyCycle?
      var other: DependencyCycle?
      for source in members where source & 1 == 0 {
        for place in apart.edges(of: Int(source)) {
          let edge = apart.edge(place)
          guard edge.isReadWrite, separate.of[edge.target] == separate.of[Int(source)] else {
            continue
          }
          let (first, second) = (source >> 1, UInt32(edge.target) >> 1)
          let component = components.of[Int(first)]
          let walk = walks.walk(
            from: second, longest: (best?.nodes.count ?? Int.max) - 2, budget: &budget,
            within: {
              components.of[$0] == component && flowing.of[$0] >= flowing.of[Int(first)]
            }, goal: { $0 == first })
          if let walk { best = closed(walk, by: .readWrite, walks) }
          if best != nil || rank <= 3 && isBeyondPlain { continue }
          let detour = apartWalks.walk(
            from: UInt32(edge.target), longest: (other?.nodes.count ?? Int.max) - 2,
            budget: &budget,
            within: { separate.of[$0] == separate.of[Int(source)] }, goal: { $0 == source })
          if let detour { other = closed(detour, by: .readWrite, apartWalks) }
        }
        if best?.nodes.count == 2 || budget <= 0 { break }
      }
      if let cycle = best ?? other, cycle.isSimple { record(cycle) }
      if budget <= 0, best == nil { isUndecided = true }
    }
  }

  /// Two anti-dependencies in a row, closed by a walk that does not meet the one between them.
  private mutating func rows(
    _ members: [UInt32], _ components: Components, _ walks: inout WalkSearch
  ) {
    var best: DependencyCycle?
    let component = components.of[Int(members[0])]
    for first in members {
      for place in walks.graph.edges(of: Int(first)) where walks.graph.edge(place).isReadWrite {
        let middle = walks.graph.edge(place).target
        if components.of[middle] != component { continue }
        for other in walks.graph.edges(of: middle) where walks.graph.edge(other).isReadWrite {
          let last = UInt32(walks.graph.edge(other).target)
          if components.of[Int(last)] != component { continue }
          if last == first {
            record(
              DependencyCycle(nodes: [first, UInt32(middle)], kinds: [.readWrite, .readWrite]))
            return
          }
          let walk = walks.walk(
            from: last, longest: (best?.nodes.count ?? Int.max) - 3, budget: &budget,
            within: { components.of[$0] == component && $0 != middle }, goal: { $0 == first })
          guard let walk else { continue }
          var cycle = closed(walk, by: .readWrite, walks)
          cycle.nodes.append(UInt32(middle))
          cycle.kinds.append(.readWrite)
          best = cycle
        }
      }
    }
    if let best { record(best) }
  }

  // MARK: - With the order of clients

  private mutating func sessions() {
    let writes = graph.filtered([.writeWrite, .process])
    search(writes, Components(writes, ends: ends), closing: .process)
    guard rank > 1 else { return }
    let flow = graph.filtered([.writeWrite, .writeRead, .process])
    let flowing = Components(flow, ends: ends)
    let before = rank
    search(flow, flowing, closing: .process)
    guard rank == before, rank > 2 else { return }
    let apart = graph.alternating([.writeWrite, .writeRead, .readWrite, .process])
    let separate = Components(apart, ends: ends, states: 2)
    isBeyondPlain = true
    single(flow, flowing, apart, separate, within: whole)
    if rank < before { return }
    guard rank > 4 else { return }
    search(graph, whole, closing: .readWrite)
  }

  // MARK: - With real time

  private mutating func realtime() {
    let kinds: [DependencyKinds] = [[.writeWrite, .process], [.writeWrite, .writeRead, .process]]
    for (index, kinds) in kinds.enumerated() where index < rank {
      if isClosedByTime(graph.filtered(kinds), states: 1) { return }
    }
    let all: DependencyKinds = [.writeWrite, .writeRead, .readWrite, .process]
    if rank > 2, isClosedByTime(graph.single(all), states: 2) { return }
    if rank > 3, isClosedByTime(graph.alternating(all), states: 2) { return }
    if rank > 4 { _ = isClosedByTime(graph, states: 1) }
  }

  /// Whether a walk in this graph ends before it began; records the shortest.
  private mutating func isClosedByTime(_ graph: DependencyGraph, states: Int) -> Bool {
    let components = Components(graph, ends: ends, states: states)
    let starts = begins.indices.filter { components.reach[$0 * states] < begins[$0] }
    guard !starts.isEmpty else { return false }
    var walks = WalkSearch(graph, states: states)
    budget = max(allowance, graph.words.count + 1)
    var best: DependencyCycle?
    for start in starts {
      let (begin, ends) = (begins[start], self.ends)
      let walk = walks.walk(
        from: UInt32(start * states), longest: (best?.nodes.count ?? Int.max) - 2, budget: &budget,
        within: { components.reach[$0] < begin || ends[$0 / states] < begin },
        goal: { ends[Int($0) / states] < begin })
      if let walk { best = closed(walk, by: .realtime, walks) }
      if best?.nodes.count == 2 || budget <= 0 { break }
    }
    if let best { record(best, count: starts.count) }
    return true
  }

  // MARK: - Findings

  private mutating func count(_ anomaly: IsolationAnomaly) {
    found[anomaly]?.count += 1
  }

  private mutating func record(_ cycle: DependencyCycle, count: Int = 1) {
    let anomaly = cycle.anomaly
    let cycle = cycle.fromEarliest
    let ranks: [IsolationAnomaly.Kind: Int] = [.g0: 0, .g1c: 1, .gSingle: 2, .gNonadjacent: 3]
    rank = min(rank, ranks[anomaly.kind] ?? 4)
    let known = found[anomaly]
    let isShorter = known.map { cycle.nodes.count < $0.cycle.nodes.count } ?? true
    found[anomaly] = Found(
      cycle: isShorter ? cycle : known?.cycle ?? cycle, count: (known?.count ?? 0) + count)
  }
}
