import Databases
import Evidence
import Exercises
import Foundation
import Testing
import Vocabulary

@testable import Conductor
@testable import Ranges

/// What a pre-flight says of machines, from what their agents said.
@Suite struct MachineChecksTests {
  private static let identity = "cdf818194e3a8c32"

  private static func inventory(
    isProduction: Bool = true, hosts: [HostName] = Samples.members, start: [String] = ["run"]
  ) -> Inventory {
    Inventory(
      name: "lab", isProduction: isProduction,
      database: ClusterIdentity(kind: "etcd", identity: identity),
      hosts: hosts.map { host in
        InventoryHost(
          name: host, address: "127.0.0.1", roles: [], ssh: SSHSettings(), hasSudo: false,
          state: "/var/lib/cygnet",
          service: FoundService(
            finder: .process(name: "etcd"), start: start, stop: [], data: nil, port: 2379))
      })
  }

  private static func step(_ kind: String, on hosts: [HostName]) -> PlannedStep {
    PlannedStep(
      name: "it", verb: .inject, kind: kind, start: .at(.zero), lifeNs: .seconds(1), hosts: hosts,
      links: [], parameters: [:], cure: nil)
  }

  private func outcomes(
    _ identity: String? = "14839034340306292786", held: [String] = [], processes: Int = 1
  ) -> [RemoteExamination.Outcome] {
    Samples.members.map { host in
      var outcome = RemoteExamination.Outcome(host: host)
      outcome.seen = HostExamination(
        findings: [], databaseProcesses: processes, identity: identity,
        identityTrouble: identity == nil ? "no answer on port 2379" : nil, heldFaults: held)
      return outcome
    }
  }

  @Test(
    "What cannot run on machines is refused by name, with the host and the reason",
    arguments: [
      ("proc.pause", nil), ("net.cut", nil),
      ("disk.slow", "it, disk.slow on n2: its data directory lies on no pass-through disk"),
      ("host.crash", "a machine that falls silent cannot be reached by ssh either"),
      ("operator.restart", "a range can be thrown away afterwards, a machine cannot"),
      ("monitoring.lose", "the monitoring of an inventory is not ours to take away"),
    ] as [(String, String?)])
  func kinds(kind: String, reason: String?) {
    let plan = Samples.plan([Self.step(kind, on: kind == "monitoring.lose" ? [] : ["n2"])])
    let refusals = MachineChecks.refusals(of: plan, on: Self.inventory())
    #expect(refusals.isEmpty == (reason == nil), "\(refusals)")
    if let reason { #expect(refusals.joined().contains(reason), "\(refusals)") }
  }

  @Test("A host that the inventory lacks, a database that nobody can start and a kernel count")
  func lacking() {
    let plan = Samples.plan([Self.step("proc.kill", on: ["n1"])])
    let missing = MachineChecks.refusals(of: plan, on: Self.inventory(hosts: ["n1", "n2"]))
    #expect(missing == ["the inventory lab has no host n3"])
    let unstartable = MachineChecks.refusals(of: plan, on: Self.inventory(start: []))
    #expect(unstartable.joined().contains("does not say how the database is started"))
    let cut = Samples.plan([Self.step("net.cut", on: ["n1", "n2"])])
    let bare = MachineChecks.refusals(of: cut, on: Self.inventory()) { host in
      host == "n1" ? [] : [.nftables]
    }
    #expect(bare == ["it, net.cut on n1: the machine lacks nftables"])
  }

  @Test("Machines are go only where each agent answers, says who it is and holds nothing")
  func identities() throws {
    let checks = MachineChecks(plan: Samples.plan([]), inventory: Self.inventory())
    let wanted = try Fleet.membership(of: Self.inventory().hosts[0], in: Self.inventory())
      .expectedIdentity
    let good = checks.identities(outcomes(wanted))
    #expect(good.isGo == true, "\(good.detail)")
    #expect(good.detail.contains("never to them; production: two persons say start"))
    for (bad, words) in [
      (outcomes(), "it is cluster 14839034340306292786, the inventory says \(Self.identity)"),
      (outcomes(nil), "no answer on port 2379"),
      (outcomes(wanted, held: ["cut"]), "still holds cut"),
      (outcomes(wanted, processes: 0), "its database does not run"),
    ] {
      let item = checks.identities(bad)
      #expect(item.isGo == false && item.detail.contains(words), "\(item.detail)")
    }
    var silent = outcomes(wanted)
    silent[1].seen = nil
    silent[1].trouble = "cannot reach n2"
    #expect(checks.identities(silent).isGo == false)
  }

  @Test("The list has the machines only where the exercise is meant for some, and nobody says go")
  func list() async throws {
    let runs = FileManager.default.temporaryDirectory.path + "/machines-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: runs) }
    let text = LiveHallTests.mission
    var setup = LiveSetup(
      mission: text, plan: try TestRange.plan(text),
      people: [Participant(name: "Wanda", role: .white)])
    setup.machines = Self.inventory()
    let made = try LiveHall.make(setup, below: runs, startedUTC: "2026-01-01T00:00:00Z")
    let mode = try FileManager.default.attributesOfItem(
      atPath: made.folder.inventory)[.posixPermissions]
    #expect(mode as? Int == 0o600)
    let hall = LiveTrial.hall(runs)
    let exercise = try #require(await hall.find(made.code))
    let design = await exercise.record.exercise.design
    #expect(design.machines?.isProduction == true && design.startPersons == 2)
    // Without its file nobody knows which machines they are.
    try FileManager.default.removeItem(atPath: made.folder.inventory)
    #expect(await exercise.lookAtMachines().map(\.isGo) == [false, false, false])
    for item in MachineChecks.open { #expect(item.isGo == nil && !item.byPerson) }
    await hall.stop()

    setup.machines = nil
    let plain = try LiveHall.make(setup, below: runs, startedUTC: "2026-01-01T00:00:00Z")
    let other = try #require(await LiveTrial.hall(runs).find(plain.code))
    #expect(await other.lookAtMachines().isEmpty)
    #expect(!FileManager.default.fileExists(atPath: plain.folder.inventory))
  }
}
