import Testing
import Vocabulary

@testable import Conductor

struct BenchFiguresTests {
  private func spans(_ milliseconds: [Int]) -> [Nanoseconds] {
    milliseconds.map { .milliseconds($0) }
  }

  @Test(
    "The median and the worst are spans that were measured, in whatever order they came",
    arguments: [
      ([], 0.0, 0.0), ([7], 7, 7), ([9, 1], 1, 9), ([3, 1, 2], 2, 3), ([4, 1, 3, 2], 2, 4),
    ] as [([Int], Double, Double)])
  func smallSamples(values: [Int], median: Double, worst: Double) {
    let figures = LatencyFigures(of: spans(values))
    #expect(figures.count == values.count)
    #expect(figures.medianMs == median)
    #expect(figures.worstMs == worst)
    #expect(figures.worst == .longest)
  }

  @Test("Of a hundred and more the worst is the 99th percentile, which one outlier does not move")
  func largeSamples() {
    let figures = LatencyFigures(of: spans(Array(1...99) + [100_000]))
    #expect(figures.worst == .percentile99)
    #expect(figures.worstMs == 99)
    #expect(figures.medianMs == 50)
    #expect(LatencyFigures(of: spans(Array(1...99))).worst == .longest)
  }

  @Test("A loss is the share of the plain rate's median that the pass-through's median lacks")
  func loss() {
    let pairs = [(80.0, 100.0), (10, 90), (90, 110), (70, 500)].map {
      PassThroughFigures.Pair(onDiskPerS: $0.0, plainPerS: $0.1)
    }
    let figures = PassThroughFigures(pairs: pairs, clientCpuUsPerPut: 40)
    #expect(figures.onDiskPerS == 75)
    #expect(figures.plainPerS == 105)
    #expect(figures.loss == 1 - 75.0 / 105)
    #expect(PassThroughFigures(pairs: [], clientCpuUsPerPut: 0).loss == 0)
  }

  @Test("The cuts of a bench act on every member, and one way only drops one direction")
  func cuts() throws {
    for count in [3, 5] {
      let members = Cluster.hosts(count)
      let benches = FaultBench.cuts(members, repeats: 4)
      let ends = benches.map { Set($0.links.flatMap { [$0.from, $0.to] }) }
      #expect(ends.allSatisfy { $0 == Set(members) })
      let (both, oneWay) = (Set(benches[0].links), Set(benches[1].links))
      #expect(both == oneWay.union(oneWay.map { Link(from: $0.to, to: $0.from) }))
      #expect(benches[2].links == benches[1].links)
      #expect(benches.allSatisfy { $0.repeats == 4 })
      #expect(benches.allSatisfy { ($0.applyBarMs != nil) == (count == 5) })
    }
  }

  @Test("Faults that restart a member are repeated less often, the others as often as asked")
  func repeats() {
    let benches = FaultBench.member("n3", repeats: 20)
    #expect(benches.map(\.repeats) == [20, 20, 5, 5])
  }
}
