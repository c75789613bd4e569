import Readiness
import Testing
import Vocabulary

@Suite struct AttributionTests {
  @Test func `A run without failures attributes nothing`() {
    var incident = Incident()
    incident.step("kill", "proc.kill", at: 5, healed: 20)
    #expect(incident.attribution == Attribution(entries: [], total: .init(), marks: []))
  }

  @Test func `Trouble that begins in a fault is the fault's to its end`() {
    var incident = Incident()
    incident.step("kill", "proc.kill", on: ["n1", "n2"], at: 5, healed: 15)
    // In flight at the kill, refused during it, and for a moment after its healing.
    incident.operations = [
      .init(.unanswered, sinceNs: .seconds(4.9), knownNs: .seconds(5.9))
    ]
    incident.fail(from: 5.2, to: 16)
    #expect(incident.blames == ["fault: kill × 109"])
    #expect(incident.attribution.unattributed == 0)
    #expect(incident.attribution.marks.count == 1)
  }

  @Test func `Trouble before the command is not the fault's`() {
    var incident = Incident()
    incident.step("kill", "proc.kill", at: 5, healed: 15)
    incident.fail(from: 2, to: 3)
    #expect(incident.blames == ["database: by itself × 10"])
  }

  @Test func `Trouble that begins after a healing is the database's recovery`() {
    var incident = Incident()
    incident.step("deaf", "net.cut", at: 5, healed: 15)
    incident.fail(from: 15.6, to: 16)
    #expect(incident.blames == ["database: recovery after deaf × 4"])
    incident.operations = []
    incident.fail(from: 40, to: 40.2)
    #expect(incident.blames == ["database: by itself, after deaf × 2"])
  }

  @Test func `Trouble that outlives its cause by far is the database's`() {
    var incident = Incident()
    incident.step("cut", "net.cut", at: 5, healed: 10)
    incident.fail(from: 5.1, to: 30)
    let entries = incident.attribution.entries
    #expect(entries.map(\.cause) == [.fault, .database])
    #expect(entries[1].firstNs > .seconds(20))
  }

  @Test func `What is in effect together is a compound and the doing of the last`() {
    var incident = Incident()
    incident.step("upgrade", "maintenance.stop", on: ["n3"], at: 5)
    incident.step("slow-disk", "disk.slow", at: 8, healed: 30)
    incident.fail(from: 8.5, to: 12)
    #expect(incident.blames == ["fault: upgrade + slow-disk × 35"])
    #expect(incident.attribution.entries[0].parts == ["upgrade", "slow-disk"])
    // The other way round it is the operator's.
    incident.events = []
    incident.steps = []
    incident.step("slow-disk", "disk.slow", at: 5, healed: 30)
    incident.step("upgrade", "maintenance.stop", on: ["n3"], at: 8)
    #expect(incident.blames == ["operator: slow-disk + upgrade × 35"])
  }

  @Test(
    "An ablation names the smallest part that was enough",
    arguments: [
      (["slow-disk"], "fault: slow-disk × 35"),
      (["upgrade", "slow-disk"], "fault: upgrade + slow-disk × 35"),
      (["upgrade"], "operator: upgrade × 35"),
      ([], "fault: upgrade + slow-disk × 35"),
    ] as [([StepName], String)])
  func ablation(enough: [StepName], blame: String) {
    var incident = Incident()
    incident.step("upgrade", "maintenance.stop", on: ["n3"], at: 5)
    incident.step("slow-disk", "disk.slow", at: 8, healed: 30)
    incident.fail(from: 8.5, to: 12)
    let subsets: [[StepName]] = [[], ["upgrade"], ["slow-disk"], ["upgrade", "slow-disk"]]
    incident.ablation = Ablation(
      mission: "m",
      arms: subsets.map { steps in
        let isDown = !enough.isEmpty && Set(enough).isSubset(of: steps)
        return .init(
          name: "", steps: steps,
          runs: [.init(seed: 1, writesPerS: 0, served: !isDown, valid: true)])
      }, interaction: nil)
    #expect(incident.blames == [blame])
  }

  @Test func `An action of blue that makes it worse takes the rest, another does not`() {
    var incident = Incident()
    incident.step("slow-disk", "disk.slow", at: 5, healed: 40)
    incident.fail(from: 5.5, to: 20)
    incident.action("operator.restart", from: 12, to: 14)
    incident.rates = [(0, 400), (5.5, 200), (12, 20), (20, 400)]
    #expect(
      incident.blames == [
        "fault: slow-disk × 65", "responder: slow-disk + operator.restart n2 × 80",
      ])
    incident.rates = [(0, 400), (5.5, 200), (12, 190), (20, 400)]
    #expect(incident.blames == ["fault: slow-disk × 145"])
  }

  @Test func `A member that blue stopped counts until blue starts it`() {
    var incident = Incident()
    incident.action("maintenance.stop", from: 5, to: 6)
    incident.fail(from: 8, to: 9)
    #expect(incident.blames == ["responder: maintenance.stop n2 × 10"])
    incident.action("maintenance.start", from: 6.5, to: 7)
    #expect(incident.blames == ["database: recovery after maintenance.start n2 × 10"])
  }

  @Test func `An action that found no host and one that only looked are no causes`() {
    var incident = Incident()
    incident.action("operator.restart", from: 5, to: 6, exit: 64)
    incident.fail(from: 5.5, to: 5.8)
    #expect(incident.blames == ["database: by itself × 3"])
  }

  @Test func `What was not proved explains nothing`() {
    var incident = Incident()
    incident.step("cut", "net.cut", at: 5, healed: nil, isProved: false)
    incident.fail(from: 5.5, to: 6)
    #expect(incident.blames == ["unattributed: cut, not proved × 5"])
    #expect(incident.attribution.unattributed == 5)
  }

  @Test func `An operation without any completion is unattributed`() {
    var incident = Incident()
    incident.step("cut", "net.cut", at: 5)
    incident.operations = [.init(.unanswered, sinceNs: .seconds(6), knownNs: nil)]
    #expect(incident.blames == ["unattributed: no answer was recorded × 1"])
  }

  @Test func `A stale read that was asked for without a quorum is the application's doing`() {
    var incident = Incident()
    incident.fail(.stale, from: 5, to: 5.3)
    let defect = incident.attribution.entries
    #expect(defect.map(\.cause) == [.database] && defect[0].isDefect)
    incident.workload = "serializable-register"
    let asked = incident.attribution.entries
    #expect(asked.map(\.cause) == [.application] && !asked[0].isDefect)
    // A fault that was in effect is named all the same.
    incident.step("cut", "net.cut", at: 4, healed: 9)
    #expect(incident.attribution.entries.map(\.cause) == [.fault])
  }
}
