import Testing
import Vocabulary

@testable import Databases

/// The questions against what real servers answer, torn off the wire of Redis 7.0.15.
@Suite struct RedisReadinessTests {
  /// What a host answers to each question.
  private struct Host {
    var info: String
    var primary = "*2\r\n$8\r\n10.0.0.1\r\n$4\r\n6379\r\n"
    /// What the Sentinels of the other hosts call the primary.
    var elsewhere = "*2\r\n$8\r\n10.0.0.1\r\n$4\r\n6379\r\n"
    var quorum = "+OK 3 usable Sentinels. Quorum and failover authorization can be reached\r\n"
    var sentinels = Self.others(["sentinel", "sentinel"])

    static func others(_ flags: [String]) -> String {
      "*\(flags.count)\r\n"
        + flags.map {
          "*4\r\n$4\r\nname\r\n$2\r\naa\r\n$5\r\nflags\r\n$\($0.utf8.count)\r\n\($0)\r\n"
        }.joined()
    }

    func answer(to question: ServiceCommand.Readiness.Question) -> String {
      if question.address != nil {
        return question.question.contains("GET-MASTER-ADDR") ? elsewhere : ""
      }
      return switch question.question {
      case "INFO replication\r\nQUIT\r\n": info
      case "SENTINEL GET-MASTER-ADDR-BY-NAME t-1\r\n": primary
      case "SENTINEL CKQUORUM t-1\r\n": quorum
      case "SENTINEL SENTINELS t-1\r\n": sentinels
      default: ""
      }
    }

    func serves(as host: HostName) -> Bool {
      RedisReadiness(redisLayout()).ways(of: host).ways.contains { way in
        way.allSatisfy { asked in
          asked.answers.allSatisfy { answer(to: asked).contains($0) }
        }
      }
    }
  }

  private static let primary =
    "$99\r\n# Replication\r\nrole:master\r\nconnected_slaves:2\r\nmaster_repl_offset:815\r\n"
  private static let replica =
    "$99\r\n# Replication\r\nrole:slave\r\nmaster_host:10.0.0.1\r\nmaster_port:6379\r\n"
    + "master_link_status:up\r\nmaster_last_io_seconds_ago:0\r\nmaster_sync_in_progress:0\r\n"

  @Test func `The primary and its replicas serve`() {
    #expect(Host(info: Self.primary).serves(as: "n1"))
    #expect(Host(info: Self.replica).serves(as: "n2"))
    #expect(Host(info: Self.replica).serves(as: "n3"))
  }

  @Test func `A replica whose link is down or whose copy is under way does not serve`() {
    for (word, other) in [
      ("status:up", "status:down"), ("in_progress:0", "in_progress:1"),
      ("role:slave", "role:master"),
    ] {
      #expect(!Host(info: Self.replica.replacing(word, with: other)).serves(as: "n2"))
    }
  }

  @Test func `A primary of yesterday does not serve, nor who follows it`() {
    let elected = "*2\r\n$8\r\n10.0.0.3\r\n$4\r\n6379\r\n"
    #expect(!Host(info: Self.primary, primary: elected).serves(as: "n1"))
    #expect(!Host(info: Self.replica, primary: elected).serves(as: "n2"))
    #expect(!Host(info: Self.primary, primary: "*-1\r\n").serves(as: "n1"))
  }

  @Test func `A primary that comes back knows no better, but the others do`() {
    let elected = "*2\r\n$8\r\n10.0.0.3\r\n$4\r\n6379\r\n"
    #expect(!Host(info: Self.primary, elsewhere: elected).serves(as: "n1"))
    #expect(!Host(info: Self.replica, elsewhere: elected).serves(as: "n2"))
  }

  @Test func `Nobody serves whose Sentinel has not met the others`() {
    let one = Host.others(["sentinel"])
    #expect(!Host(info: Self.primary, sentinels: one).serves(as: "n1"))
    #expect(!Host(info: Self.replica, sentinels: "*0\r\n").serves(as: "n2"))
    let away = Host.others(["s_down,sentinel", "sentinel,disconnected"])
    #expect(!Host(info: Self.primary, sentinels: away).serves(as: "n1"))
    let half = Host.others(["s_down,sentinel", "sentinel"])
    #expect(Host(info: Self.primary, sentinels: half).serves(as: "n1"), "one in maintenance")
  }

  @Test func `Nobody serves whose Sentinels cannot elect`() {
    let quorum = "-NOQUORUM 1 usable Sentinels. Not enough available Sentinels\r\n"
    #expect(!Host(info: Self.primary, quorum: quorum).serves(as: "n1"))
  }

  @Test func `A server that only says that it is there does not serve`() {
    #expect(!Host(info: "+PONG\r\n").serves(as: "n1"))
    #expect(!Host(info: "-LOADING Redis is loading the dataset in memory\r\n").serves(as: "n2"))
  }
}
