import Readiness
import Testing
import Vocabulary

@Suite struct LossAttributionTests {
  private func lost(at acknowledged: Double, seen: Double) -> FailedOperation {
    .init(.lost, sinceNs: .seconds(acknowledged), knownNs: .seconds(seen))
  }

  @Test func `A forced cluster takes what was acknowledged before it, and what is after it`() {
    var incident = Incident()
    incident.step("partition", "net.cut", at: 5, healed: 19)
    incident.step("stop", "maintenance.stop", on: ["n2", "n3"], at: 12)
    incident.step("force", "operator.force-new-cluster", at: 18, effective: 19.2)
    incident.operations = [
      lost(at: 5.1, seen: 19.5), lost(at: 12, seen: 25), lost(at: 20, seen: 26),
    ]
    #expect(incident.blames == ["operator: force × 3"])
  }

  @Test func `What a member is rewound past is the operator's who did it`() {
    var incident = Incident()
    incident.step("promotion", "operator.force-new-cluster", at: 10, effective: 11)
    incident.step("rewind", "operator.rewind", at: 18, effective: 22)
    incident.operations = [lost(at: 13, seen: 25), lost(at: 17, seen: 25)]
    #expect(incident.blames == ["operator: rewind × 2"])
  }

  @Test func `Forced by blue it is blue's`() {
    var incident = Incident()
    incident.step("partition", "net.cut", at: 5, healed: 19)
    incident.action("operator.force-new-cluster", on: "n1", from: 14, to: 15)
    incident.operations = [lost(at: 6, seen: 16)]
    #expect(incident.blames == ["responder: operator.force-new-cluster n1 × 1"])
  }

  @Test func `What came only after the loss was seen did not do it`() {
    var incident = Incident()
    incident.step("force", "operator.force-new-cluster", at: 18, effective: 19.2)
    incident.operations = [lost(at: 6, seen: 10)]
    let entries = incident.attribution.entries
    #expect(entries.map(\.cause) == [.database])
    #expect(entries[0].isDefect)
  }

  @Test func `The last of two that take data away did it`() {
    var incident = Incident()
    incident.step("restore", "backup.restore", at: 10, effective: 12)
    incident.step("again", "backup.restore", at: 20, effective: 22)
    incident.operations = [lost(at: 6, seen: 15), lost(at: 7, seen: 25), lost(at: 14, seen: 25)]
    #expect(incident.blames == ["operator: restore × 1", "operator: again × 2"])
    // Acknowledged after the last restore: no restore took it.
    incident.operations = [lost(at: 23, seen: 25)]
    #expect(incident.attribution.entries[0].isDefect)
  }

  @Test(
    "A disk that lies and the crash that cut its power are named together; an honest one is not",
    arguments: [("lying", true), ("honest", false)])
  func lyingDisk(mode: String, isFault: Bool) {
    var incident = Incident()
    incident.step(
      "liar", "disk.lost-fsync", at: 5, healed: 30, parameters: ["mode": .text(mode)])
    incident.step("crash", "host.crash", at: 12, healed: 20)
    incident.operations = [lost(at: 8, seen: 25)]
    let entries = incident.attribution.entries
    #expect(entries.map(\.cause) == [isFault ? .fault : .database])
    #expect(entries[0].name == (isFault ? "liar + crash" : "lost under liar + crash"))
    #expect(entries[0].isDefect == !isFault)
    // A crash of another host cuts another disk's power.
    incident.steps = []
    incident.events = []
    incident.step(
      "liar", "disk.lost-fsync", at: 5, healed: 30, parameters: ["mode": .text(mode)])
    incident.step("crash", "host.crash", on: ["n2"], at: 12, healed: 20)
    #expect(incident.attribution.entries.map(\.cause) == [.database])
  }

  @Test func `A force that was not proved leaves the loss unattributed`() {
    var incident = Incident()
    incident.step("force", "operator.force-new-cluster", at: 18, isProved: false)
    incident.operations = [lost(at: 6, seen: 25)]
    #expect(incident.blames == ["unattributed: force, not proved × 1"])
  }

  @Test func `A stale read is what was in effect's, and without anything the database's`() {
    var incident = Incident()
    incident.step("deaf", "net.cut", at: 5, healed: 15)
    incident.operations = [.init(.stale, sinceNs: .seconds(9), knownNs: .seconds(9.2))]
    #expect(incident.blames == ["fault: deaf × 1"])
    incident.operations = [.init(.stale, sinceNs: .seconds(2), knownNs: .seconds(2.2))]
    #expect(incident.blames == ["database: stale reads × 1"])
    #expect(incident.attribution.entries[0].isDefect)
  }

  @Test func `A lost write is counted where it was acknowledged`() {
    var incident = Incident()
    incident.step("force", "operator.force-new-cluster", at: 18, effective: 19)
    incident.operations = [lost(at: 6, seen: 20), lost(at: 6.5, seen: 21), lost(at: 11, seen: 22)]
    let attribution = incident.attribution
    #expect(attribution.entries[0].firstNs == .seconds(6))
    #expect(attribution.entries[0].lastNs == .seconds(11))
    #expect(attribution.marks.map(\.count) == [2, 1])
  }
}
