import NIOCore
import Testing
import Vocabulary

@testable import Databases

/// The questions against what real programs answer, taken off PostgreSQL 15.18 and Patroni 3.0.2.
@Suite struct PatroniReadinessTests {
  /// What a host answers to each question.
  private struct Host {
    var leader = "HTTP/1.0 503 Service Unavailable\r\n"
    var replica = "HTTP/1.0 503 Service Unavailable\r\n"
    var cluster = Self.members(leader: "running", others: "replica")
    var recovery = "recovery: true"
    var log: String? = "log streaming from 10.0.0.1."

    static let primary = Host(
      leader: "HTTP/1.0 200 OK\r\n", recovery: "recovery: false", log: nil)
    static let standby = Host(replica: "HTTP/1.0 200 OK\r\n")

    static func members(leader state: String, others role: String) -> String {
      """
      {"members": [{"name": "n1", "role": "leader", "state": "\(state)", "api_url": "x", \
      "host": "10.0.0.1", "port": 5432, "timeline": 1}, {"name": "n2", "role": "\(role)", \
      "state": "running", "timeline": 1, "lag": 0}]}
      """
    }

    func answer(to asked: ServiceCommand.Readiness.Question) -> String {
      switch asked.question {
      case "GET /leader HTTP/1.0\r\n\r\n": leader
      case "GET /replica HTTP/1.0\r\n\r\n": replica
      case "GET /cluster HTTP/1.0\r\n\r\n": cluster
      case let text where text.contains("pg_is_in_recovery"): recovery
      case let text where text.contains("pg_stat_wal_receiver"): log ?? ""
      default: ""
      }
    }

    func serves(as host: HostName, settings: [String: String] = [:]) -> Bool {
      let readiness = PatroniReadiness(patroniLayout(settings: settings))
      return readiness.ways(of: host).ways.contains { way in
        way.allSatisfy { asked in
          asked.answers.allSatisfy { answer(to: asked).contains($0) }
        }
      }
    }
  }

  @Test func `The primary and its standbys serve`() {
    #expect(Host.primary.serves(as: "n1"))
    #expect(Host.standby.serves(as: "n2"))
    #expect(Host.standby.serves(as: "n3"))
  }

  @Test func `A copy under way is no standby, though the primary's list shows it streaming`() {
    var copying = Host.standby
    copying.replica = "HTTP/1.0 503 Service Unavailable\r\n"
    copying.log = nil
    // What the primary says of the copy: exactly what it says later of the standby.
    copying.cluster += #"{"application_name": "pg_basebackup", "state": "streaming"}"#
    #expect(!copying.serves(as: "n2"))
  }

  @Test func `A standby that receives no log, or somebody else's, does not serve`() {
    for log in [nil, "log waiting from 10.0.0.1.", "log streaming from 10.0.0.11."] {
      var standby = Host.standby
      standby.log = log
      #expect(!standby.serves(as: "n2"), "\(log ?? "no log")")
    }
  }

  @Test func `A primary without the key, and one that still replays, do not serve`() {
    var expired = Host.primary
    expired.leader = "HTTP/1.0 503 Service Unavailable\r\n"
    #expect(!expired.serves(as: "n1"))
    var elected = Host.primary
    elected.recovery = "recovery: true"
    #expect(!elected.serves(as: "n1"))
    var starting = Host.primary
    starting.cluster = Host.members(leader: "starting", others: "replica")
    #expect(!starting.serves(as: "n1"))
  }

  @Test func `A primary that must wait for a standby serves once there is one to be elected`() {
    let settings = ["synchronous_mode": "true"]
    #expect(!Host.primary.serves(as: "n1", settings: settings))
    var assigned = Host.primary
    assigned.cluster = Host.members(leader: "running", others: "sync_standby")
    #expect(assigned.serves(as: "n1", settings: settings))
  }

  @Test func `Two cannot lead: who is another's standby serves only as that`() {
    #expect(!Host.primary.serves(as: "n2"), "etcd has n1 as the leader")
    #expect(!Host.standby.serves(as: "n1"))
  }

  @Test(arguments: [1, 90, 121, 122, 123, 124, 130, 250, 260, 400])
  func `A session is text of single bytes, whole to a server`(length: Int) throws {
    let statement = "SELECT " + String(repeating: "1", count: length)
    let session = PatroniReadiness.session(asking: statement)
    #expect(session.utf8.allSatisfy { $0 < 128 })
    let buffer = ByteBuffer(string: session)
    let hello = Int(try #require(buffer.getInteger(at: 0, as: Int32.self)))
    #expect(buffer.getInteger(at: hello, as: UInt8.self) == UInt8(ascii: "Q"))
    let size = Int(try #require(buffer.getInteger(at: hello + 1, as: Int32.self)))
    let text = try #require(buffer.getString(at: hello + 5, length: size - 5))
    #expect(text.hasPrefix(statement) && text.dropFirst(statement.count).allSatisfy { $0 == " " })
    let end = hello + size
    let rest = buffer.getBytes(at: end, length: buffer.readableBytes - end)
    #expect(rest == [0] + Said.message("X", []))
  }
}
