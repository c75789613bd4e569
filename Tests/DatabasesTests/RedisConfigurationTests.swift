import Testing
import Vocabulary

@testable import Databases

/// Three members as a range has them.
func redisLayout(settings: [String: String] = [:], leader: HostName? = nil) -> ClusterLayout {
  var layout = ClusterLayout(
    addresses: ["n1": "10.0.0.1", "n2": "10.0.0.2", "n3": "10.0.0.3"],
    dataDirectories: ["n1": "/x/n1/data", "n2": "/x/n2/data", "n3": "/x/n3/data"],
    settings: settings, token: "t-1")
  layout.firstLeader = leader
  return layout
}

@Suite struct RedisConfigurationTests {
  private func lines(_ text: String) -> Set<String> {
    Set(text.split(separator: "\n").map(String.init))
  }

  @Test func `One member is born as the primary, the others follow it`() {
    let files = RedisConfiguration(redisLayout(leader: "n2"))
    #expect(!files.redis(on: "n2").contains("replicaof"))
    for host in ["n1", "n3"] as [HostName] {
      #expect(lines(files.redis(on: host)).contains("replicaof 10.0.0.2 6379"))
    }
    for host in ["n1", "n2", "n3"] as [HostName] {
      let sentinel = lines(files.sentinel(on: host))
      #expect(sentinel.contains("sentinel monitor t-1 10.0.0.2 6379 2"))
      #expect(sentinel.contains("sentinel known-replica t-1 10.0.0.1 6379"))
      #expect(sentinel.contains("sentinel known-replica t-1 10.0.0.3 6379"))
      #expect(!sentinel.contains("sentinel known-replica t-1 10.0.0.2 6379"))
      #expect(!sentinel.contains { $0.contains("known-sentinel") })
    }
  }

  @Test func `Without a wish the first member leads, and so it does with an impossible one`() {
    #expect(RedisConfiguration(redisLayout()).firstPrimary == "n1")
    #expect(RedisConfiguration(redisLayout(leader: "n9")).firstPrimary == "n1")
  }

  @Test func `Each setting stands in the file of the program that reads it, and only there`() {
    let files = RedisConfiguration(
      redisLayout(settings: [
        "min-replicas-to-write": "1", "min-replicas-max-lag": "2", "appendfsync": "always",
        "down-after-milliseconds": "700", "failover-timeout": "4000",
      ]))
    let redis = lines(files.redis(on: "n1"))
    let sentinel = lines(files.sentinel(on: "n1"))
    for line in ["min-replicas-to-write 1", "min-replicas-max-lag 2", "appendfsync always"] {
      #expect(redis.contains(line))
    }
    for line in ["down-after-milliseconds t-1 700", "failover-timeout t-1 4000"] {
      #expect(sentinel.contains("sentinel \(line)"))
    }
    #expect(!redis.contains { $0.contains("failover") || $0.contains("down-after") })
    #expect(!sentinel.contains { $0.contains("replicas-to-write") || $0.contains("appendfsync") })
  }

  @Test func `Without settings Sentinels have spans that fit an exercise, Redis has its own`() {
    let files = RedisConfiguration(redisLayout())
    let sentinel = lines(files.sentinel(on: "n3"))
    #expect(sentinel.contains("sentinel down-after-milliseconds t-1 2000"))
    #expect(sentinel.contains("sentinel failover-timeout t-1 10000"))
    #expect(!files.redis(on: "n3").contains("min-replicas"))
    #expect(!files.redis(on: "n3").contains("appendfsync"))
  }

  @Test func `Files lie beside the data, so that wiped data does not take them along`() {
    let files = RedisConfiguration(redisLayout())
    #expect(files.redisPath("n1") == "/x/n1/conf/redis.conf")
    #expect(lines(files.redis(on: "n1")).contains("dir \"/x/n1/data\""))
    let commands = files.commands()
    #expect(commands.count == 9)
    #expect(commands[0] == ["mkdir", "-p", "/x/n1/conf", "/x/n1/data"])
    #expect(commands[2].last == "/x/n1/conf/sentinel.conf")
  }

  @Test func `A member is started with both of its files, and takes more arguments behind them`() {
    let service = RedisDatabase().service(on: "n2", in: redisLayout())
    #expect(service.executable == "sh")
    #expect(service.arguments.suffix(2) == ["/x/n2/conf/sentinel.conf", "/x/n2/conf/redis.conf"])
  }

  @Test func `One member alone needs no other Sentinel`() {
    let alone = ClusterLayout(
      addresses: ["n1": "10.0.0.1"], dataDirectories: ["n1": "/x/n1/data"], settings: [:],
      token: "t-1")
    #expect(RedisConfiguration(alone).quorum == 1)
    let ways = RedisReadiness(alone).ways(of: "n1").ways
    #expect(ways.count == 1 && !ways[0].contains { $0.question.contains("SENTINELS") })
  }

  @Test func `A switchover is typed for a member that is there and does not lead`() {
    let members = ["n1", "n2", "n3"].enumerated().map { index, name in
      ClusterStatus.Member(
        host: HostName(rawValue: name), answers: true, id: "10.0.0.\(index + 1):6379",
        leader: "10.0.0.1:6379", term: 0, fsyncs: nil)
    }
    let status = ClusterStatus(timeNs: .zero, members: members)
    let database = RedisDatabase()
    let command = database.moveLeaderCommand(to: "n3", in: redisLayout(), status: status)
    #expect(command?.suffix(4) == ["t-1", "10.0.0.1", "10.0.0.3", "10.0.0.2"])
    #expect(database.moveLeaderCommand(to: "n1", in: redisLayout(), status: status) == nil)
    let silent = ClusterStatus(timeNs: .zero, members: [])
    #expect(database.moveLeaderCommand(to: "n3", in: redisLayout(), status: silent) == nil)
  }

  @Test func `Redis refuses by name what it cannot do, and a failover is forced by one Sentinel`()
    throws
  {
    let site = OperatorSite(layout: redisLayout(), identifiers: [:], serving: [], step: "s")
    let database = RedisDatabase()
    #expect(database.procedure(.add, on: "n1", at: site) == nil)
    #expect(database.procedure(.remove(isRefused: false), on: "n1", at: site) == nil)
    #expect(database.procedure(.rewind, on: "n1", at: site) == nil)
    let upgrade = database.procedure(.upgrade(setting: "maxmemory=1gb"), on: "n1", at: site)
    #expect(
      upgrade?.actions.contains(
        .startDatabase(host: "n1", extraArguments: ["--maxmemory", "1gb"])) == true)
    let forced = try #require(database.procedure(.force, on: "n3", at: site))
    guard case .command(let command)? = forced.actions.first else {
      Issue.record("nothing is typed")
      return
    }
    #expect(command.host == "n3" && command.arguments[2].contains("SENTINEL FAILOVER"))
    #expect(command.arguments.last == redisLayout().token)
    #expect(forced.proof.count == 2, "the Sentinel says so, and the Redis")
  }

  @Test func `An old backup is whole before anything is stopped, and whoever it is it gets data`()
    throws
  {
    let site = OperatorSite(layout: redisLayout(), identifiers: [:], serving: [], step: "s")
    let restored = try #require(
      RedisDatabase().procedure(
        .restore(snapshot: "/b/old.db", isFullRestart: false), on: "n3", at: site))
    guard case .command(let command)? = restored.actions.first else {
      Issue.record("nothing is restored first")
      return
    }
    #expect(command.arguments.suffix(3) == ["/b/old.db", "/x/n3/data-s", "primary"])
    #expect(restored.actions[1] == .stopDatabase(host: "n3"))
    #expect(restored.actions.last == .startDatabase(host: "n3", extraArguments: []))
    #expect(Set(restored.actions.map(\.host)) == ["n3"])
    #expect(restored.proof.contains(.databaseRestarted(host: "n3")))
    let all = try #require(
      RedisDatabase().procedure(
        .restore(snapshot: "/b/old.db", isFullRestart: true), on: "n3", at: site))
    #expect(all.actions.filter { $0 == .stopDatabase(host: $0.host) }.count == 3)
    #expect(all.proof.contains(.databaseRestarted(host: "n1")))
  }
}
