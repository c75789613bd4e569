import MissionLanguage
import Testing
import Vocabulary

@Suite struct RedisMissionTests {
  private func mission(
    database: String, workload: String = "{kind: register}"
  ) -> Result<Mission, MissionErrors> {
    TestMission.parse(database: database, workload: workload)
  }

  private func complaints(_ result: Result<Mission, MissionErrors>) -> String {
    TestMission.complaints(result)
  }

  @Test("Settings are read in Redis's own units")
  func settings() throws {
    let settings =
      "{min-replicas-to-write: 1, min-replicas-max-lag: 2s, appendfsync: always, "
      + "down-after-milliseconds: 1s500ms, failover-timeout: 10s}"
    let read = try mission(database: "{kind: redis, hosts: 3, settings: \(settings)}").get()
    #expect(
      read.database.settings == [
        "min-replicas-to-write": "1", "min-replicas-max-lag": "2", "appendfsync": "always",
        "down-after-milliseconds": "1500", "failover-timeout": "10000",
      ])
  }

  @Test(
    "A setting that Redis would not take is refused",
    arguments: [
      ("min-replicas-max-lag: 1500ms", "whole number of seconds"),
      ("min-replicas-max-lag: 2", "unit"), ("appendfsync: often", "appendfsync"),
      ("min-replicas-to-write: 9", "out of range"), ("pre-vote: true", "pre-vote"),
      ("down-after-milliseconds: 10ms", "out of range"),
    ])
  func refused(setting: String, word: String) {
    let result = mission(database: "{kind: redis, hosts: 3, settings: {\(setting)}}")
    #expect(complaints(result).contains(word), "\(complaints(result))")
  }

  @Test("A load that the database cannot serve is refused by name, others are not")
  func workloads() throws {
    let redis = "{kind: redis, hosts: 3}"
    let etcd = "{kind: etcd, hosts: 3}"
    for kind in ["serializable-register", "clock-register"] {
      let result = mission(database: redis, workload: "{kind: \(kind)}")
      #expect(complaints(result).contains("redis cannot serve the workload `\(kind)`"))
      _ = try mission(database: etcd, workload: "{kind: \(kind)}").get()
    }
    let sets = mission(database: etcd, workload: "{kind: set}")
    #expect(complaints(sets).contains("etcd cannot serve the workload `set`"))
    #expect(try mission(database: redis, workload: "{kind: set}").get().workload.kind == "set")
  }
}
