import Foundation
import Histories
import Testing
import Vocabulary

@testable import Consistency

/// The isolation checker against Adya's definitions by brute force, on random small histories.
@Suite struct IsolationFuzzTests {
  /// Of each of eight kinds of histories; together as many as the variable says.
  private static var rounds: Int {
    let all = ProcessInfo.processInfo.environment["CYGNET_FUZZ_ROUNDS"].flatMap { Int($0) }
    return (all ?? 2_000) / 8
  }

  @Test(
    arguments: TransactionSamples.Database.allCases,
    [TransactionObjects.lists, .registers])
  func `Every level is refuted exactly where trying all cycles refutes it`(
    _ database: TransactionSamples.Database, _ objects: TransactionObjects
  ) {
    var random = SeededRandom(seed: 11, purpose: "\(database) \(objects)")
    var broken = 0
    for round in 0..<Self.rounds {
      let lies = round % 3 == 0 ? 0.12 : 0
      let history = TransactionSamples(database, objects, lies: lies).history(&random)
      let note = "\(database) \(objects) round \(round)"
      let slow = PlainIsolation(history)
      let expected = Self.expected(slow, objects)
      let verdict = TransactionIsolation(hasLinearizableKeys: true).check(history)
      let found = Self.found(verdict)
      #expect(Self.refuted(found) == Self.refuted(expected), "\(note): \(found) ≠ \(expected)")
      #expect(found.isSubset(of: expected), "\(note): \(found.subtracting(expected))")
      let always = expected.filter { $0.order == .plain && $0.kind != .gNonadjacent }
      #expect(always.isSubset(of: found), "\(note): \(always.subtracting(found))")
      #expect(verdict.result == (found.isEmpty ? .valid : .invalid))
      Self.compareWithOrders(history, slow.plain, note)
      if database == .serial, lies == 0 {
        #expect(verdict.result == .valid, "\(note): \(verdict.summary)")
      }
      broken += verdict.result == .invalid ? 1 : 0
    }
    #expect(broken * 20 > Self.rounds, "only \(broken) histories were invalid")
  }

  /// Without promises no level may be refuted that some order of all transactions keeps; for lists
  /// every level of one order that no such order keeps must be refuted.
  private static func compareWithOrders(
    _ history: TransactionHistory, _ plain: PlainTransactions, _ note: String
  ) {
    let found = self.found(TransactionIsolation().check(history))
    for order in IsolationLevel.Order.allCases {
      let level = IsolationLevel(.serializable, order)
      let isRefuted = found.contains { $0.refutes(level) }
      let isPossible = plain.isSerializable { first, second in
        switch order {
        case .plain: false
        case .session: first.process == second.process && first.end < second.begin
        case .realtime: first.end < second.begin
        }
      }
      #expect(!(isRefuted && isPossible), "\(note): \(level.name) is kept, found \(found)")
      if history.objects == .lists {
        #expect(isRefuted || isPossible, "\(note): \(level.name) is not kept, found \(found)")
      }
    }
  }

  private static func expected(
    _ slow: PlainIsolation, _ objects: TransactionObjects
  ) -> Set<IsolationAnomaly> {
    var expected = slow.cycles
    for kind in PlainReads.anomalies(slow.plain) { expected.insert(IsolationAnomaly(kind)) }
    if objects == .registers, !slow.disordered.isEmpty {
      expected.insert(IsolationAnomaly(.cyclicVersions, .realtime))
    }
    return expected
  }

  private static func found(_ verdict: Verdict) -> Set<IsolationAnomaly> {
    let all = IsolationAnomaly.Kind.allCases.flatMap { kind in
      IsolationLevel.Order.allCases.map { IsolationAnomaly(kind, $0) }
    }
    guard case .object(let counts)? = verdict.detail["found"] else { return [] }
    return Set(
      counts.keys.compactMap { name in
        if name == IsolationAnomaly.Kind.cyclicVersions.rawValue {
          return IsolationAnomaly(.cyclicVersions, .realtime)
        }
        return all.first { $0.name == name }
      })
  }

  private static func refuted(_ anomalies: Set<IsolationAnomaly>) -> Set<String> {
    Set(
      IsolationLevel.all.filter { level in anomalies.contains { $0.refutes(level) } }.map(\.name))
  }

  @Test func `Walks and cycles are found alike in random graphs of edges`() {
    var random = SeededRandom(seed: 5, purpose: "graphs")
    for round in 0..<Self.rounds {
      let nodes = 3 + random.below(5)
      var list = DependencyList(room: 0)
      for _ in 0..<random.below(nodes * 2) + 2 {
        let kinds: [DependencyKind] = [.writeWrite, .writeRead, .readWrite, .readWrite]
        list.add(
          UInt32(random.below(nodes)), UInt32(random.below(nodes)),
          kinds[random.below(kinds.count)])
      }
      let times = (0..<UInt32(nodes)).map { $0 * 2 }
      let graph = DependencyGraph(nodes: nodes, list)
      let never = [UInt32](repeating: .max, count: nodes)
      var classification = CycleClassification(
        graph, Components(graph, ends: never), begins: times, ends: never, budget: 1_000_000)
      classification.run()
      let expected = PlainCycles.anomalies(list)
      let found = Set(classification.found.keys)
      #expect(Self.refuted(found) == Self.refuted(expected), "round \(round)")
      #expect(found.isSubset(of: expected), "round \(round)")
      for (anomaly, found) in classification.found {
        #expect(found.cycle.isSimple && found.cycle.anomaly == anomaly)
        if anomaly.kind != .gNonadjacent {
          let shortest = PlainCycles.shortest(list)[anomaly]
          #expect(found.cycle.nodes.count == shortest, "round \(round): \(anomaly.name)")
        }
      }
    }
  }
}

/// All simple cycles of a list of edges.
enum PlainCycles {
  static func anomalies(_ list: DependencyList) -> Set<IsolationAnomaly> {
    Set(shortest(list).keys)
  }

  /// How many transactions the shortest cycle of each kind has.
  static func shortest(_ list: DependencyList) -> [IsolationAnomaly: Int] {
    let edges = zip(list.sources, list.words).map { source, word in
      (from: source, to: DependencyEdge(word: word))
    }
    var found: [IsolationAnomaly: Int] = [:]
    func walk(_ visited: [UInt32], _ kinds: [DependencyKind]) {
      for edge in edges where edge.from == visited[visited.count - 1] {
        let target = UInt32(edge.to.target)
        if target == visited[0] {
          let cycle = DependencyCycle(nodes: visited, kinds: kinds + [edge.to.kind])
          found[cycle.anomaly] = min(found[cycle.anomaly] ?? .max, visited.count)
        } else if target > visited[0], !visited.contains(target) {
          walk(visited + [target], kinds + [edge.to.kind])
        }
      }
    }
    for start in Set(list.sources) { walk([start], []) }
    return found
  }
}
