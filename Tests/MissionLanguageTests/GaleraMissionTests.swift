import MissionLanguage
import Testing
import Vocabulary

@Suite struct GaleraMissionTests {
  private func mission(
    settings: String, workload: String = "{kind: register}"
  ) -> Result<Mission, MissionErrors> {
    TestMission.parse(
      database: "{kind: galera, hosts: 3, settings: {\(settings)}}", workload: workload)
  }

  private func complaints(_ result: Result<Mission, MissionErrors>) -> String {
    TestMission.complaints(result)
  }

  @Test("Settings are read in Galera's own units")
  func settings() throws {
    let read = try mission(
      settings: "wsrep_sync_wait: 7, transaction_isolation: read-committed, gcs.fc_limit: 3, "
        + "innodb_flush_log_at_trx_commit: 2, innodb_snapshot_isolation: true, "
        + "evs.suspect_timeout: 2s, evs.keepalive_period: 500ms, pc.ignore_quorum: false"
    ).get()
    #expect(
      read.database.settings == [
        "wsrep_sync_wait": "7", "transaction_isolation": "READ-COMMITTED", "gcs.fc_limit": "3",
        "innodb_flush_log_at_trx_commit": "2", "innodb_snapshot_isolation": "ON",
        "evs.suspect_timeout": "2000", "evs.keepalive_period": "500",
        "pc.ignore_quorum": "false",
      ])
  }

  @Test(
    "A setting that Galera would not take is refused",
    arguments: [
      ("wsrep_sync_wait: 16", "out of range"), ("transaction_isolation: snapshot", "isolation"),
      ("innodb_flush_log_at_trx_commit: 3", "out of range"),
      ("innodb_snapshot_isolation: perhaps", "perhaps"),
      ("evs.suspect_timeout: 500ms", "out of range"), ("evs.suspect_timeout: 5", "unit"),
      ("evs.suspect_timeout: 3s", "evs.keepalive_period of less than 1000ms"),
      ("evs.keepalive_period: 2s", "Galera refuses to start so"), ("pre-vote: true", "pre-vote"),
    ])
  func refused(setting: String, word: String) {
    let result = mission(settings: setting)
    #expect(complaints(result).contains(word), "\(complaints(result))")
  }

  @Test("A load that MariaDB cannot serve is refused by name, others are not")
  func workloads() throws {
    let settings = "wsrep_sync_wait: 7"
    for kind in ["serializable-register", "clock-register"] {
      let result = mission(settings: settings, workload: "{kind: \(kind)}")
      #expect(complaints(result).contains("galera cannot serve the workload `\(kind)`"))
    }
    for kind in ["register", "set", "bank"] {
      _ = try mission(settings: settings, workload: "{kind: \(kind)}").get()
    }
  }
}
