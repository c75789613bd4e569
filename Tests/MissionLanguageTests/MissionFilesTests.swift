import Foundation
import MissionLanguage
import Testing
import Vocabulary

@Suite struct MissionFilesTests {
  @Test("The catalogue of missions is there")
  func missionsExist() {
    #expect(TestFiles.allMissions.count >= 6)
    #expect(TestFiles.allRunbooks.count >= 4)
  }

  @Test("Every mission parses and resolves in every mode", arguments: TestFiles.allMissions)
  func missionsResolve(url: URL) throws {
    let mission = try TestFiles.mission(url)
    for mode in PlanResolver.Mode.allCases {
      let plan = try TestFiles.plan(mission, seed: 7, mode: mode)
      #expect(plan.steps.count == mission.steps.count)
      #expect(plan.steps.allSatisfy { $0.verb != .inject || $0.lifeNs != nil && $0.cure != nil })
      #expect(
        plan.steps.allSatisfy {
          $0.verb == .cue || $0.verb == .wait || $0.isOnMonitoring || !$0.hosts.isEmpty
        })
    }
  }

  @Test("Every fault has a mission that injects no other")
  func faultsHaveMissions() throws {
    let singles = try TestFiles.yaml(in: TestFiles.missions.appendingPathComponent("single"))
      .map { try TestFiles.mission($0) }
    let faults = TestFiles.catalogue.signatures.values.filter { $0.verb == .inject }
    for kind in faults.map(\.kind).sorted() {
      let alone = singles.filter { mission in
        mission.steps.compactMap { if case .inject(let kind) = $0.action { kind } else { nil } }
          == [kind]
      }
      #expect(!alone.isEmpty, "no mission in Missions/single injects \(kind) alone")
    }
  }

  @Test("Every runbook parses", arguments: TestFiles.allRunbooks)
  func runbooksParse(url: URL) throws {
    let runbook = try RunbookParser.parse(
      try TestFiles.text(url), file: url.path, catalogue: TestFiles.catalogue
    ).get()
    #expect(!runbook.rules.isEmpty)
  }

  @Test("The same mission and seed give the same bytes", arguments: TestFiles.allMissions)
  func plansAreStable(url: URL) throws {
    let mission = try TestFiles.mission(url)
    let same = try TestFiles.mission(url)
    var leaders: [HostName: Int] = [:]
    for seed in 0..<200 as Range<UInt64> {
      let plan = try TestFiles.plan(mission, seed: seed)
      if seed < 20 {
        let bytes = try CanonicalJSON.document(plan)
        #expect(try bytes == CanonicalJSON.document(try TestFiles.plan(same, seed: seed)))
        #expect(try CanonicalJSON.decode(Plan.self, from: bytes) == plan)
      }
      for host in plan.hosts where host.role == "leader" { leaders[host.name, default: 0] += 1 }
    }
    #expect(leaders.values.reduce(0, +) == 200)
    let hosts = mission.database.hosts
    #expect(leaders.count == hosts && leaders.values.allSatisfy { $0 > 120 / hosts })
  }

  @Test("Quorum erosion stops one follower and slows the other, never the leader")
  func quorumErosionTargets() throws {
    let mission = try TestFiles.mission(named: "etcd-quorum-erosion")
    for seed in 0..<50 as Range<UInt64> {
      let plan = try TestFiles.plan(mission, seed: seed)
      let leader = try #require(plan.hosts.first { $0.role == "leader" }).name
      let touched = plan.steps.flatMap(\.hosts)
      #expect(touched.count == 2 && Set(touched).count == 2 && !touched.contains(leader))
      #expect(plan.blue.truth.location == plan.steps[1].hosts[0].rawValue)
      #expect(plan.blue.responses.harmful.contains("isolate \(plan.blue.truth.location)"))
      #expect(plan.blue.responses.harmful.contains("restart \(leader)"))
    }
  }

  @Test("The forced cluster is the member that was cut off, and the cut outlives the stop")
  func forcedClusterTargets() throws {
    let plan = try TestFiles.plan(
      try TestFiles.mission(named: "etcd-forced-new-cluster"), seed: 3)
    #expect(plan.steps[0].hosts == plan.steps[2].hosts)
    #expect(Set(plan.steps[1].hosts).union(plan.steps[2].hosts).count == 3)
    #expect(plan.steps[0].links.count == 4)
  }
}
