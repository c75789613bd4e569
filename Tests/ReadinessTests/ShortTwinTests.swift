import Readiness
import Testing
import Vocabulary

/// A twin that white cut short measures the least that would have happened.
@Suite struct ShortTwinTests {
  private static func twin(horizon: Double?, endsAt: Double) -> RecordedRun {
    var twin = Rehearsal.twin
    twin.endsAt = endsAt
    if twin.curesAt ?? 0 > endsAt { twin.curesAt = nil }
    var run = twin.run
    guard let horizon else { return run }
    let started = run.timeline.firstIndex { $0.kind == .exerciseStarted } ?? 0
    run.timeline[started].fields["horizon_ns"] = .integer(Rehearsal.ns(horizon).rawValue)
    return run
  }

  private static func line(_ twin: RecordedRun) -> String {
    let score = Scoring.score(plan: Rehearsal.plan, run: Rehearsal().run, twin: twin)
    return score.inputs.first { $0.name == "Blast radius" }?.value ?? ""
  }

  @Test("A twin that went to the end of the window measures, and is of its class")
  func whole() {
    let run = Self.twin(horizon: 180, endsAt: 180)
    #expect(Self.line(run).hasSuffix("1 prevented") && !Self.line(run).contains("≥"))
    #expect(Self.mark(run).hasSuffix("(twin)"))
  }

  @Test("A rehearsal's twin ends when it is over, and that is not short")
  func rehearsed() {
    let run = Self.twin(horizon: nil, endsAt: 120)
    #expect(!Self.line(run).contains("≥") && Self.mark(run).hasSuffix("(twin)"))
  }

  @Test(
    "A shorter horizon, or an end before it, says at least",
    arguments: [(horizon: 100.0, endsAt: 100.0), (180, 100)])
  func short(horizon: Double, endsAt: Double) {
    let run = Self.twin(horizon: horizon, endsAt: endsAt)
    let mark = Self.mark(run)
    #expect(mark.contains("(twin to 100") && mark.hasSuffix(": at least)"), "\(mark)")
    #expect(Self.line(run).hasPrefix("≥ 5 without a response"), "\(Self.line(run))")
    #expect(Self.line(run).hasSuffix("at least 1 prevented"))
  }

  @Test("A short twin that shows less than happened says that nobody knows, and blames nobody")
  func less() {
    var run = Self.twin(horizon: 6, endsAt: 6)
    run.series = WriteSeries(bucketNs: run.series.bucketNs, buckets: [])
    #expect(Self.line(run).hasSuffix("what was prevented is not known"), "\(Self.line(run))")
    let score = Scoring.score(plan: Rehearsal.plan, run: Rehearsal().run, twin: run)
    #expect(score.phases.act == Rehearsal().score.phases.act)
  }

  private static func mark(_ run: RecordedRun) -> String {
    BlastMeasurement.measure(plan: Rehearsal.plan, run: run, label: "without a response")
      .inputs.first?.value ?? ""
  }
}
