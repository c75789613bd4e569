import NIOCore
import Testing
import Vocabulary

@testable import Databases

/// Three members as a range has them.
func galeraLayout(settings: [String: String] = [:], leader: HostName? = nil) -> ClusterLayout {
  var layout = ClusterLayout(
    addresses: ["n1": "10.0.0.1", "n2": "10.0.0.2", "n3": "10.0.0.3"],
    dataDirectories: [
      "n1": "/x/n1/disk/data", "n2": "/x/n2/disk/data", "n3": "/x/n3/disk/data",
    ], settings: settings, token: "t-1")
  layout.firstLeader = leader
  return layout
}

@Suite struct GaleraConfigurationTests {
  private func lines(_ text: String) -> [String] {
    text.split(separator: "\n").map(String.init)
  }

  @Test func `The one that was wished for is the first of the group`() {
    #expect(GaleraConfiguration(galeraLayout()).order == ["n1", "n2", "n3"])
    #expect(GaleraConfiguration(galeraLayout(leader: "n2")).order == ["n2", "n1", "n3"])
    #expect(GaleraConfiguration(galeraLayout(leader: "n9")).order == ["n1", "n2", "n3"])
  }

  @Test func `Every member knows all of them and itself`() {
    let server = lines(GaleraConfiguration(galeraLayout()).server(on: "n2"))
    for line in [
      "[mariadbd]", "datadir=/x/n2/disk/data", "socket=/x/n2/conf/mysql.sock",
      "wsrep_cluster_name=t-1", "wsrep_cluster_address=gcomm://10.0.0.1,10.0.0.2,10.0.0.3",
      "wsrep_node_name=n2", "wsrep_node_address=10.0.0.2", "wsrep_sst_method=rsync",
      "innodb_flush_method=fsync",
      "wsrep_provider_options=\"gcache.dir=/x/n2/conf;gcache.size=32M;"
        + "gmcast.listen_addr=tcp://10.0.0.2:4567;pc.recovery=TRUE\"",
    ] {
      #expect(server.contains(line), "\(line)")
    }
    #expect(!server.contains { $0.hasPrefix("transaction") || $0.hasPrefix("wsrep_sync") })
  }

  @Test func `Each setting stands where the server or Galera reads it, and nothing else does`() {
    let server = lines(
      GaleraConfiguration(
        galeraLayout(settings: [
          "wsrep_sync_wait": "7", "transaction_isolation": "READ-COMMITTED",
          "innodb_flush_log_at_trx_commit": "2", "innodb_snapshot_isolation": "ON",
          "gcs.fc_limit": "3", "evs.suspect_timeout": "2000", "evs.keepalive_period": "500",
          "pc.ignore_sb": "true", "strange": "1",
        ])
      ).server(on: "n1"))
    for line in [
      "wsrep_sync_wait=7", "transaction-isolation=READ-COMMITTED",
      "innodb_flush_log_at_trx_commit=2", "innodb_snapshot_isolation=ON",
    ] {
      #expect(server.contains(line), "\(line)")
    }
    let options = server.first { $0.hasPrefix("wsrep_provider_options") } ?? ""
    for part in [
      "gcs.fc_limit=3", "evs.suspect_timeout=PT2.000S", "evs.keepalive_period=PT0.500S",
      "pc.ignore_sb=true",
    ] {
      #expect(options.contains(part), "\(part)")
    }
    #expect(!options.contains("pc.ignore_quorum"))
    #expect(!server.contains { $0.contains("strange") })
  }

  @Test func `A member alone looks for nobody`() {
    var layout = galeraLayout()
    layout.addresses = ["n1": "10.0.0.1"]
    let server = lines(GaleraConfiguration(layout).server(on: "n1"))
    #expect(server.contains("wsrep_cluster_address=gcomm://"))
  }

  @Test(arguments: [("1", "PT0.001S"), ("999", "PT0.999S"), ("1050", "PT1.050S")])
  func `Spans are written as Galera has them`(milliseconds: String, span: String) {
    #expect(GaleraConfiguration.span(milliseconds) == span)
  }

  @Test func `Data is made once, for all, in the order of the group`() throws {
    let commands = GaleraConfiguration(galeraLayout(leader: "n3")).commands()
    #expect(commands[0] == ["mkdir", "-p", "/x/n1/conf", "/x/n1/disk/data"])
    let seed = try #require(commands.last)
    #expect(seed.prefix(5) == ["unshare", "--mount", "--", "sh", "-c"])
    #expect(
      seed.suffix(4)
        == ["/x/n3/conf", "/x/n3/disk/data", "/x/n1/disk/data", "/x/n2/disk/data"])
    #expect(commands.count { $0.contains("/x/n3/conf/schema.sql") } == 1)
    let schema = GaleraConfiguration(galeraLayout()).schema
    for table in ["registers", "elements", "lists", "accounts"] {
      #expect(schema.contains("CREATE TABLE \(table) "))
    }
  }

  @Test func `Nobody runs as root inside, and the server gets its file and its data`() {
    let service = GaleraDatabase().service(on: "n2", in: galeraLayout())
    #expect(service.executable == "chrt")
    #expect(service.arguments.contains("--map-user=mysql"))
    #expect(
      service.arguments.suffix(3) == ["galera", "/x/n2/conf/my.cnf", "/x/n2/disk/data"])
  }

  @Test func `What is asked of a member is text of single bytes, whole to a server`() throws {
    let readiness = GaleraDatabase().readiness(port: 3306)
    let identity = GaleraDatabase().identity("bf5ebf60-e706-4781-bdca-2ac05bf33090", port: 3306)
    let asked = try #require(readiness.ways.first?.first)
    for session in [asked.question, try #require(identity).question] {
      #expect(session.utf8.allSatisfy { $0 < 128 })
      // Four packets, the last of which says that we leave.
      var rest = Array(session.utf8)
      var sequences: [UInt8] = []
      while rest.count >= 4 {
        let length = Int(rest[0]) | Int(rest[1]) << 8 | Int(rest[2]) << 16
        sequences.append(rest[3])
        try #require(rest.count >= length + 4)
        rest.removeFirst(length + 4)
      }
      #expect(sequences == [1, 3, 0, 0] && rest.isEmpty)
    }
    // The name of the column repeats the question, which must not look like its answer.
    #expect(!asked.question.contains(asked.answers[0]))
    #expect(try !#require(identity).question.contains("\"history\":\"bf5e"))
  }

  @Test(arguments: ["", "7713512923096296313", "bf5ebf60-e706-4781-bdca-2ac05bf3309"])
  func `What is no history of a group names none`(written: String) {
    #expect(GaleraDatabase().identity(written, port: 3306) == nil)
  }

  @Test func `Galera refuses by name what it cannot do, and a minority is forced by its own word`()
    throws
  {
    let site = OperatorSite(layout: galeraLayout(), identifiers: [:], serving: [], step: "s")
    let database = GaleraDatabase()
    let none: [OperatorTask] = [
      .add, .remove(isRefused: false), .rewind, .configure(setting: "a=b"),
    ]
    for task in none {
      #expect(database.procedure(task, on: "n1", at: site) == nil)
    }
    let forced = try #require(database.procedure(.force, on: "n1", at: site))
    guard case .command(let command)? = forced.actions.first else {
      Issue.record("nothing is typed")
      return
    }
    #expect(command.host == "n1" && command.arguments.last?.contains("pc.bootstrap=1") == true)
    let upgrade = try #require(
      database.procedure(.upgrade(setting: "wsrep_slave_threads=4"), on: "n2", at: site))
    #expect(
      upgrade.actions[1]
        == .startDatabase(host: "n2", extraArguments: ["--wsrep_slave_threads=4"]))
    let wiped = try #require(database.procedure(.wipe, on: "n2", at: site))
    #expect(wiped.actions.count == 3)
    let status = ClusterStatus(timeNs: .zero, members: [])
    #expect(database.moveLeaderCommand(to: "n2", in: galeraLayout(), status: status) == nil)
  }

  @Test func `A member with an old backup joins the group, and founds it where all are restarted`()
    throws
  {
    let site = OperatorSite(layout: galeraLayout(), identifiers: [:], serving: [], step: "s")
    func starts(_ procedure: OperatorProcedure) -> [HostAction] {
      procedure.actions.filter { if case .startDatabase = $0 { true } else { false } }
    }
    let one = try #require(
      GaleraDatabase().procedure(
        .restore(snapshot: "/b/old.db", isFullRestart: false), on: "n2", at: site))
    #expect(starts(one) == [.startDatabase(host: "n2", extraArguments: [])])
    #expect(one.proof.contains(.database(host: "n2", state: .serving)))
    let typed = one.actions.compactMap { action -> [String]? in
      if case .command(let command) = action { command.arguments } else { nil }
    }
    #expect(typed[1][2].hasSuffix("-s/gvwstate.dat"))
    #expect(typed.last?[1].hasSuffix("/conf/galera.cache") == true)
    let all = try #require(
      GaleraDatabase().procedure(
        .restore(snapshot: "/b/old.db", isFullRestart: true), on: "n2", at: site))
    #expect(
      starts(all) == [
        .startDatabase(host: "n2", extraArguments: ["--wsrep-new-cluster"]),
        .startDatabase(host: "n1", extraArguments: []),
        .startDatabase(host: "n3", extraArguments: []),
      ])
    // Whoever joins takes the majority away: nobody serves then.
    #expect(!all.proof.contains(.database(host: "n2", state: .serving)))
  }
}
