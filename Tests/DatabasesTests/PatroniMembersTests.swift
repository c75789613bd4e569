import Testing
import Vocabulary

@testable import Databases

@Suite struct PatroniMembersTests {
  private func replication(
    _ isPrimary: Bool, _ timeline: Int64?, follows: String? = nil
  ) throws -> PostgresReplication {
    try #require(
      PostgresReplication(
        PostgresReply(rows: [[isPrimary ? "f" : "t", timeline.map { "\($0)" }, follows]])))
  }

  private func sight(_ status: Int, unlocked: Bool = false) throws -> PatroniSight {
    let rest = unlocked ? #", "cluster_unlocked": true"# : ""
    let body = #"{"state": "running", "role": "master", "timeline": 1"# + rest + "}"
    return try #require(PatroniSight(status: status, body: Array(body.utf8)))
  }

  private func seen(
    _ number: Int, _ replication: PostgresReplication?, _ patroni: PatroniSight?
  ) -> PatroniMembers.Seen {
    PatroniMembers.Seen(
      host: HostName(rawValue: "n\(number)"), address: "10.0.0.\(number):5432",
      replication: replication, patroni: patroni)
  }

  private func status(_ seen: PatroniMembers.Seen...) -> ClusterStatus {
    ClusterStatus(timeNs: .zero, members: PatroniMembers.members(seen))
  }

  private let first = "10.0.0.1:5432"

  @Test func `A whole cluster has a leader that all know`() throws {
    let status = status(
      seen(1, try replication(true, 1), try sight(200)),
      seen(2, try replication(false, 1, follows: first), try sight(503)),
      seen(3, try replication(false, 1, follows: first), try sight(503)))
    #expect(status.leader == "n1" && status.serving == ["n1", "n2", "n3"])
    #expect(status.redundancy == 1)
  }

  @Test func `A standby whose log does not stream serves nobody`() throws {
    let status = status(
      seen(1, try replication(true, 1), try sight(200)),
      seen(2, try replication(false, nil), try sight(503)),
      seen(3, nil, try sight(503)))
    #expect(status.serving == ["n1"])
    #expect(!status.members[2].answers && status.members[1].answers)
  }

  @Test func `A primary without the key leads nobody, one whose Patroni is silent does`() throws {
    let primary = try replication(true, 1)
    for other in [try sight(503), try sight(200, unlocked: true)] {
      #expect(status(seen(1, primary, other)).leader == nil)
    }
    #expect(status(seen(1, primary, nil)).leader == "n1")
  }

  @Test func `Of two primaries the one of the newest timeline leads`() throws {
    let status = status(
      seen(1, try replication(true, 1), try sight(200)),
      seen(2, try replication(true, 2), try sight(200)),
      seen(3, try replication(false, 2, follows: "10.0.0.2:5432"), try sight(503)))
    #expect(status.leader == "n2" && status.serving == ["n2", "n3"])
    #expect(status.members[0].term == 1 && status.members[0].leader == nil)
  }

  @Test func `Answers that are none are not taken for some`() {
    #expect(PostgresReplication(PostgresReply()) == nil)
    #expect(PostgresReplication(PostgresReply(rows: [["t", "1"]])) == nil)
    #expect(PostgresReplication(PostgresReply(rows: [["x", "1", nil]])) == nil)
    let failed = PostgresReply(
      rows: [["t", "1", nil]], failure: PostgresNotice(severity: "ERROR", code: "57014"))
    #expect(PostgresReplication(failed) == nil)
    #expect(PatroniSight(status: 200, body: Array("<html>".utf8)) == nil)
    #expect(PatroniSight(status: 404, body: Array(#"{"state": "running"}"#.utf8)) == nil)
  }
}
