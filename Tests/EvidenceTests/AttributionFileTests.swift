import Evidence
import Foundation
import Testing
import Vocabulary

@Suite struct AttributionFileTests {
  private func assess(_ run: TrialRun) throws -> Assessment {
    let trial = try TrialFolder(run)
    return try Derivation.assess(trial.run).run
  }

  @Test func `Counts add up to those of the checkers`() throws {
    for trial in [
      TrialRun(), TrialRun(losesWrite: true), TrialRun(hasOutage: true),
      TrialRun(losesWrite: true, hasOutage: true), TrialRun(isAcknowledged: false),
    ] {
      let run = try assess(trial)
      func detail(_ checker: String, _ key: String) -> Int64? {
        run.verdicts.first { $0.checker == checker }?.detail[key]?.whole
      }
      let total = run.attribution.total
      #expect(Int64(total.lost) == detail("durability", "lost"))
      #expect(Int64(total.stale) == detail("durability", "stale_reads"))
      #expect(Int64(total.refused + total.unanswered) == detail("availability", "errors"))
    }
  }

  @Test func `An outage in a fault is the fault's, a loss without a taker the database's`() throws {
    let outage = try assess(TrialRun(hasOutage: true)).attribution
    #expect(outage.entries.map(\.name) == ["slow-disk"])
    #expect(outage.entries[0].counts.refused == 60)
    #expect(outage.unattributed == 0)
    let loss = try assess(TrialRun(losesWrite: true)).attribution
    #expect(loss.entries.map(\.cause) == [.database, .database])
    #expect(loss.entries.filter { $0.isDefect }.count == 2)
    #expect(try assess(TrialRun()).attribution.entries.isEmpty)
  }

  @Test func `The file holds the run and its twin, and is the same each time`() throws {
    let trial = try TrialFolder(
      TrialRun(responder: "runbook:asleep", hasOutage: true), twin: TrialRun(losesWrite: true))
    func derive() throws -> Data {
      let (run, twin) = try Derivation.assess(trial.run)
      try Derivation.writeScore(run, twin: twin)
      return try #require(trial.bytes(of: "attribution.json"))
    }
    let first = try derive()
    #expect(try derive() == first)
    let file = try CanonicalJSON.decode(Attributions.self, from: first)
    #expect(file.run.total.refused == 60)
    #expect((file.twin?.total.lost ?? 0) > 0)
  }

  @Test func `The report counts each entry`() throws {
    let run = try assess(TrialRun(hasOutage: true))
    let report = Report.json(run, twin: nil)["attribution"]
    #expect(report?["unattributed"]?.whole == 0)
    let entry = try #require(report?["entries"]?.elements?.first)
    #expect(entry["cause"]?.text == "fault")
    #expect(entry["counts"]?["refused"]?.whole == 60)
  }
}
