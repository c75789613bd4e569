import Testing
import Vocabulary

@testable import Databases

/// Three members as a range has them.
func patroniLayout(settings: [String: String] = [:], leader: HostName? = nil) -> ClusterLayout {
  var layout = ClusterLayout(
    addresses: ["n1": "10.0.0.1", "n2": "10.0.0.2", "n3": "10.0.0.3"],
    dataDirectories: [
      "n1": "/x/n1/disk/data", "n2": "/x/n2/disk/data", "n3": "/x/n3/disk/data",
    ], settings: settings, token: "t-1")
  layout.firstLeader = leader
  return layout
}

@Suite struct PatroniConfigurationTests {
  private func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test func `Only the member that is to lead first knows how the database is made`() {
    let files = PatroniConfiguration(patroniLayout(leader: "n2"))
    #expect(lines(files.patroni(on: "n2")).contains("bootstrap:"))
    for host in ["n1", "n3"] as [HostName] {
      #expect(!lines(files.patroni(on: host)).contains("bootstrap:"))
    }
    #expect(PatroniConfiguration(patroniLayout()).firstPrimary == "n1")
    #expect(PatroniConfiguration(patroniLayout(leader: "n9")).firstPrimary == "n1")
  }

  @Test func `Keys stand where Patroni looks for them`() {
    let files = PatroniConfiguration(patroniLayout(leader: "n1"))
    let first = lines(files.patroni(on: "n1"))
    #expect(Array(first.prefix(2)) == ["scope: t-1", "name: n1"])
    for key in ["restapi:", "etcd3:", "bootstrap:", "postgresql:"] {
      #expect(first.count { $0 == key } == 1, "\(key) is a key of its own")
    }
    for line in [
      "  hosts: [10.0.0.1:12379, 10.0.0.2:12379, 10.0.0.3:12379]", "  dcs:", "    ttl: 20",
      "    postgresql:", "      parameters:", "  initdb:", "  - data-checksums",
      "  post_bootstrap: sh /x/n1/conf/schema.sh", "  listen: 10.0.0.1,127.0.0.1:5432",
      "  data_dir: /x/n1/disk/data", "    replication: {username: replicator}",
    ] {
      #expect(first.contains(line), "\(line)")
    }
    #expect(!first.contains { $0.hasSuffix(" ") || $0.contains("\t") })
    let second = lines(files.patroni(on: "n2"))
    #expect(second.contains("  connect_address: 10.0.0.2:5432"))
    #expect(!second.contains { $0.contains("initdb") || $0.contains("dcs") })
  }

  @Test func `A mission's settings take the place of the usual ones, and nothing else does`() {
    let files = PatroniConfiguration(
      patroniLayout(settings: [
        "ttl": "12", "loop_wait": "2", "retry_timeout": "3", "synchronous_mode": "true",
        "synchronous_mode_strict": "true", "maximum_lag_on_failover": "33", "strange": "1",
      ]))
    let first = lines(files.patroni(on: "n1"))
    for line in [
      "ttl: 12", "loop_wait: 2", "retry_timeout: 3", "synchronous_mode: true",
      "synchronous_mode_strict: true", "maximum_lag_on_failover: 33",
    ] {
      #expect(first.contains("    \(line)"))
    }
    #expect(!first.contains { $0.contains("strange") })
    #expect(files.isSynchronous && !PatroniConfiguration(patroniLayout()).isSynchronous)
  }

  @Test func `The log is archived where the mission says how often, and nowhere else`() throws {
    var layout = patroniLayout()
    let usual = PatroniConfiguration(layout)
    #expect(!usual.patroni(on: "n1").contains("archive"))
    #expect(!usual.patroni(on: "n1").contains("wal-segsize"))
    layout.settings["archive_timeout"] = "2"
    let files = PatroniConfiguration(layout)
    #expect(files.archive == "/x/backups/log-t-1")
    let first = lines(files.patroni(on: try #require(files.firstPrimary)))
    for line in [
      "        archive_mode: \"on\"", "        archive_timeout: 2", "  - wal-segsize: \"1\"",
      "        archive_command: \"cp %p /x/backups/log-t-1/%f.part && "
        + "mv /x/backups/log-t-1/%f.part /x/backups/log-t-1/%f\"",
    ] {
      #expect(first.contains(line), "\(line)")
    }
    #expect(files.commands().first == ["mkdir", "-p", "/x/backups/log-t-1"])
  }

  @Test func `The usual spans let a leader try twice before its key runs out`() throws {
    let spans = try ["ttl", "loop_wait", "retry_timeout"].map {
      try #require(PatroniConfiguration.usual[$0].flatMap { Int($0) })
    }
    #expect(spans[0] >= spans[1] + 2 * spans[2])
  }

  @Test func `Each etcd knows all of them, and stores beside the host's disk`() {
    let store = lines(PatroniConfiguration(patroniLayout()).store(on: "n2"))
    for line in [
      "name: n2", "data-dir: /x/n2/dcs", "initial-cluster-token: t-1",
      "listen-client-urls: http://10.0.0.2:12379,http://127.0.0.1:12379",
      "initial-cluster: n1=http://10.0.0.1:12380,n2=http://10.0.0.2:12380,"
        + "n3=http://10.0.0.3:12380",
    ] {
      #expect(store.contains(line), "\(line)")
    }
  }

  @Test func `Files lie where wiped data does not take them along`() {
    let files = PatroniConfiguration(patroniLayout())
    #expect(files.patroniPath("n1") == "/x/n1/conf/patroni.yml")
    let commands = files.commands()
    #expect(commands.count == 15)
    #expect(commands[0] == ["mkdir", "-p", "/x/n1/conf", "/x/n1/dcs"])
    #expect(!commands.contains { $0.contains("/x/n1/disk/data") }, "initdb makes it")
  }

  @Test func `Nobody runs as root inside, and both programs get their files`() {
    let service = PatroniDatabase().service(on: "n2", in: patroniLayout())
    #expect(service.executable == "unshare")
    #expect(
      service.arguments.prefix(4)
        == ["--user", "--map-user=postgres", "--map-group=postgres", "--ipc"])
    #expect(service.arguments.suffix(2) == ["/x/n2/conf/etcd.yml", "/x/n2/conf/patroni.yml"])
  }

  @Test func `A switchover is typed for a member that is there and does not lead`() {
    let members = ["n1", "n2", "n3"].enumerated().map { index, name in
      ClusterStatus.Member(
        host: HostName(rawValue: name), answers: true, id: "10.0.0.\(index + 1):5432",
        leader: "10.0.0.1:5432", term: 1, fsyncs: nil)
    }
    let status = ClusterStatus(timeNs: .zero, members: members)
    let database = PatroniDatabase()
    let command = database.moveLeaderCommand(to: "n3", in: patroniLayout(), status: status)
    #expect(
      command == [
        "patronictl", "-c", "/x/n3/conf/patroni.yml", "switchover", "--master", "n1",
        "--candidate", "n3", "--force",
      ])
    #expect(database.moveLeaderCommand(to: "n1", in: patroniLayout(), status: status) == nil)
    #expect(database.moveLeaderCommand(to: "n9", in: patroniLayout(), status: status) == nil)
    let silent = ClusterStatus(timeNs: .zero, members: [])
    #expect(database.moveLeaderCommand(to: "n3", in: patroniLayout(), status: silent) == nil)
  }

  @Test func `The failover is paused and resumed by Patroni's words, once or twice alike`() {
    let database = PatroniDatabase()
    let pause = database.pausing(from: "n2", isResumed: false, in: patroniLayout())
    #expect(pause.last == "/x/n2/conf/patroni.yml")
    #expect(pause[2].contains("pause --wait || patronictl"))
    let resume = database.pausing(from: "n2", isResumed: true, in: patroniLayout())
    #expect(resume.last == "/x/n2/conf/patroni.yml")
    #expect(resume[2].contains("resume || ! patronictl"))
    let asked = database.pauseQuestion(from: "n2", isPaused: true, in: patroniLayout())
    let ended = database.pauseQuestion(from: "n2", isPaused: false, in: patroniLayout())
    #expect(asked.arguments == ended.arguments)
    #expect(asked.expecting.shows == ended.expecting.hides && !asked.expecting.shows.isEmpty)
  }

  @Test func `A cluster is known by the identifier that all copies keep`() throws {
    let database = PatroniDatabase()
    let asked = try #require(database.identity("7713512923096296313", port: 5432))
    #expect(asked.port == 8008 && asked.expected == "7713512923096296313")
    let answer = #"{"state": "running", "database_system_identifier": "7713512923096296313"}"#
    #expect(answer.contains(asked.before + asked.expected))
    #expect(database.identity("7713a", port: 5432) == nil)
  }

  @Test func `Patroni refuses by name what it cannot do, and a setting is changed for all`() {
    let site = OperatorSite(layout: patroniLayout(), identifiers: [:], serving: [], step: "s")
    let database = PatroniDatabase()
    #expect(database.procedure(.add, on: "n1", at: site) == nil)
    #expect(database.procedure(.remove(isRefused: false), on: "n1", at: site) == nil)
    let upgrade = database.procedure(.upgrade(setting: "ttl=21"), on: "n1", at: site)
    guard case .command(let command)? = upgrade?.actions.first else {
      Issue.record("the setting is not changed first")
      return
    }
    #expect(command.arguments.suffix(2) == ["--set", "ttl=21"])
    #expect(database.procedure(.upgrade(setting: nil), on: "n1", at: site)?.actions.count == 3)
    let wiped = database.procedure(.wipe, on: "n1", at: site)
    #expect(wiped?.actions.count == 3)
    let forced = database.procedure(.force, on: "n3", at: site)
    guard case .command(let promotion)? = forced?.actions.first else {
      Issue.record("nothing is typed")
      return
    }
    #expect(promotion.arguments.last?.contains("pg_promote") == true)
  }

  @Test func `An old base backup is put in place as it is, and that it follows is not asked`()
    throws
  {
    let site = OperatorSite(layout: patroniLayout(), identifiers: [:], serving: [], step: "s")
    let restored = try #require(
      PatroniDatabase().procedure(
        .restore(snapshot: "/b/old.db", isFullRestart: false), on: "n2", at: site))
    guard case .command(let command)? = restored.actions.first else {
      Issue.record("nothing is restored first")
      return
    }
    #expect(command.arguments.suffix(2) == ["/b/old.db", "/x/n2/disk/data-s"])
    #expect(restored.actions[1] == .stopDatabase(host: "n2"))
    #expect(restored.actions.last == .startDatabase(host: "n2", extraArguments: []))
    #expect(!restored.proof.contains(.database(host: "n2", state: .serving)))
    #expect(restored.proof.contains(.databaseRestarted(host: "n2")))
  }

  @Test func `A member is rewound to whichever other one leads, and only where it leads itself`()
    throws
  {
    let site = OperatorSite(layout: patroniLayout(), identifiers: [:], serving: [], step: "s")
    let rewound = try #require(PatroniDatabase().procedure(.rewind, on: "n2", at: site))
    let typed = rewound.actions.compactMap { action -> [String]? in
      if case .command(let command) = action { command.arguments } else { nil }
    }
    #expect(typed.count == 5 && Set(rewound.actions.map(\.host)) == ["n2"])
    #expect(typed[0][4] == "10.0.0.2" && typed[0][5].hasPrefix("host=10.0.0.1,10.0.0.3 "))
    #expect(typed[1].suffix(7) == ["-D", "/x/n2/disk/data", "-s", "-w", "-m", "fast", "stop"])
    #expect(typed[2].suffix(2).first == "--target-pgdata=/x/n2/disk/data")
    #expect(typed[2].last?.contains("target_session_attrs=read-write") == true)
    #expect(typed[4][2].contains("resume"))
    let alone = ClusterLayout(
      addresses: ["n1": "10.0.0.1"], dataDirectories: [:], settings: [:], token: "t")
    let lonely = OperatorSite(layout: alone, identifiers: [:], serving: [], step: "s")
    #expect(PatroniDatabase().procedure(.rewind, on: "n1", at: lonely) == nil)
  }
}
