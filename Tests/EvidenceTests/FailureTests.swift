import Evidence
import Foundation
import Testing
import Vocabulary

@Suite struct FailureTests {
  private func failures(_ run: TrialRun) throws -> [FailureSign] {
    let trial = try TrialFolder(run)
    let (assessment, twin) = try Derivation.assess(trial.run)
    return assessment.failures(twin: twin)
  }

  @Test("A run in which nothing failed shows no failure, nor does one that may not be believed")
  func none() throws {
    #expect(try failures(TrialRun()) == [])
    #expect(try failures(TrialRun(without: [.healProved], losesWrite: true)) == [])
    #expect(try failures(TrialRun(claims: [], losesWrite: true)) == [], "nobody claimed it")
  }

  @Test("A lost write comes before what else the same reads refute")
  func lost() throws {
    let signs = try failures(TrialRun(losesWrite: true))
    #expect(signs.first == .claim(checker: "durability", anomaly: "lost write"))
    #expect(signs.contains { if case .claim("linearizable", _) = $0 { true } else { false } })
  }

  @Test("An outage shows itself by its level, and the gaps of a response stand before it")
  func outages() throws {
    let alone = try failures(TrialRun(hasOutage: true))
    try #require(alone.count == 1)
    guard case .outage(let level) = alone[0] else {
      Issue.record("\(alone[0].words) is no outage")
      return
    }
    #expect(level >= 2)
    let asleep = try failures(TrialRun(responder: "runbook:asleep", hasOutage: true))
    #expect(asleep.contains(.gap(.notContained)) && asleep.contains(.gap(.notDetected)))
    #expect(asleep.last == .outage(level: level))
  }
}
