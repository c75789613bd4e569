import MissionLanguage
import Testing
import Vocabulary

@Suite struct PatroniMissionTests {
  private func mission(
    settings: String, workload: String = "{kind: register}", claims: String? = nil
  ) -> Result<Mission, MissionErrors> {
    TestMission.parse(
      database: "{kind: patroni, hosts: 3, settings: {\(settings)}}", workload: workload,
      claims: claims)
  }

  private func complaints(_ result: Result<Mission, MissionErrors>) -> String {
    TestMission.complaints(result)
  }

  @Test("Settings are read in Patroni's own units")
  func settings() throws {
    let read = try mission(
      settings: "ttl: 12s, loop_wait: 2s, retry_timeout: 5s, maximum_lag_on_failover: 1MB, "
        + "synchronous_mode: true, synchronous_mode_strict: true"
    ).get()
    #expect(read.database.settings["ttl"] == "12" && read.database.settings["loop_wait"] == "2")
    #expect(read.database.settings["retry_timeout"] == "5")
    #expect(read.database.settings["synchronous_mode"] == "true")
    #expect(read.database.settings["synchronous_mode_strict"] == "true")
    #expect(read.database.settings["maximum_lag_on_failover"].flatMap { Int($0) } != nil)
  }

  @Test(
    "A setting that Patroni would not heed is refused",
    arguments: [
      ("ttl: 1500ms", "out of range"), ("ttl: 20500ms", "whole number of seconds"),
      ("loop_wait: 5", "unit"), ("synchronous_mode: perhaps", "perhaps"),
      ("ttl: 14s", "choose a ttl of at least 15s"),
      ("retry_timeout: 10s", "choose a ttl of at least 25s"),
      ("synchronous_mode_strict: true", "add `synchronous_mode: true`"),
      ("pre-vote: true", "pre-vote"),
    ])
  func refused(setting: String, word: String) {
    let result = mission(settings: setting)
    #expect(complaints(result).contains(word), "\(complaints(result))")
  }

  @Test("A load that PostgreSQL cannot serve is refused by name, others are not")
  func workloads() throws {
    let settings = "ttl: 20s"
    for kind in ["serializable-register", "clock-register"] {
      let result = mission(settings: settings, workload: "{kind: \(kind)}")
      #expect(complaints(result).contains("patroni cannot serve the workload `\(kind)`"))
    }
    for kind in ["register", "set", "bank"] {
      _ = try mission(settings: settings, workload: "{kind: \(kind)}").get()
    }
    for kind in ["list-append", "rw-register"] {
      let load = "{kind: \(kind), isolation: repeatable-read}"
      let read = try mission(settings: settings, workload: load).get()
      #expect(read.workload.isolation == .repeatableRead && read.workload.compareAndSets == 0)
    }
  }

  @Test("A level of isolation is for transactions, and one of SQL's")
  func isolation() throws {
    func workload(_ words: String) -> Result<Mission, MissionErrors> {
      mission(settings: "ttl: 20s", workload: "{kind: \(words)}")
    }
    let read = try workload("bank, isolation: read-committed").get()
    #expect(read.workload.isolation == .readCommitted)
    #expect(try workload("bank").get().workload.isolation == nil)
    #expect(complaints(workload("register, isolation: serializable")).contains("no transactions"))
    #expect(complaints(workload("bank, isolation: snapshot")).contains("isolation level"))
    #expect(complaints(workload("bank, cas: 10%")).contains("compare-and-sets"))
  }

  @Test("A claim that no checker tests on the load is refused, with those that are tested")
  func claims() throws {
    func claimed(_ workload: String, _ claims: String) -> Result<Mission, MissionErrors> {
      mission(settings: "ttl: 20s", workload: "{kind: \(workload)}", claims: claims)
    }
    for kind in ["bank", "list-append", "rw-register"] {
      let told = complaints(claimed(kind, "serializable, no-acknowledged-loss"))
      #expect(told.contains("tests the claim `no-acknowledged-loss` on the workload `\(kind)`"))
      #expect(told.contains("claim `serializable`"))
      _ = try claimed(kind, "serializable, replicas-agree").get()
    }
    #expect(complaints(claimed("bank", "linearizable")).contains("claim `serializable`"))
    _ = try claimed("list-append", "serializable, linearizable").get()
    for kind in ["register", "set"] {
      #expect(complaints(claimed(kind, "serializable")).contains("or `no-acknowledged-loss`"))
      _ = try claimed(kind, "linearizable, no-acknowledged-loss, replicas-agree").get()
    }
  }
}
