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

  @Test("Every kind that has a cure is measured, and the language takes what is measured of it")
  func cases() throws {
    let cases = BenchCases.all()
    #expect(cases.contains { $0.kind == "net.cut" && $0.reach == .halves })
    #expect(!cases.contains { $0.kind == "operator.force-new-cluster" })
    #expect(!cases.contains { $0.kind == "operator.restart" })
    #expect(Set(cases.map(\.name)).count == cases.count)
    for one in cases {
      let step = try one.step(
        "trial", on: Cluster.hosts(5), capabilities: Set(Capability.allCases),
        catalogue: BenchCases.catalogue
      ).get()
      #expect(step.hosts.count == (one.reach == .one ? 1 : 5), "\(one.name)")
    }
  }

  @Test("A cut of a bench stands between the smaller half and the larger")
  func halves() throws {
    let one = try #require(BenchCases.all().first { $0.name == "net.cut one-way" })
    let step = try one.step(
      "trial", on: Cluster.hosts(5), capabilities: Set(Capability.allCases),
      catalogue: BenchCases.catalogue
    ).get()
    #expect(Set(step.links.map(\.from)) == ["n1", "n2"])
    #expect(Set(step.links.map(\.to)) == ["n3", "n4", "n5"])
    #expect(step.links.count == 6)
    #expect(one.applyBarMs(hosts: 5) == 5)
    #expect(one.applyBarMs(hosts: 50) == 50)
  }
}
