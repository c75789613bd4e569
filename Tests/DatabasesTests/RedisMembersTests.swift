import Testing
import Vocabulary

@testable import Databases

@Suite struct RedisMembersTests {
  private static func replica(_ link: String = "up", of address: String = "10.0.0.1") -> String {
    "# Replication\r\nrole:slave\r\nmaster_host:\(address)\r\nmaster_port:6379\r\n"
      + "master_link_status:\(link)\r\nmaster_sync_in_progress:\(link == "up" ? 0 : 1)\r\n"
  }

  private static let primary =
    "# Replication\r\nrole:master\r\nconnected_slaves:2\r\n"
    + "slave0:ip=10.0.0.2,port=6379,state=online,offset=815,lag=0\r\n"
    + "slave1:ip=10.0.0.3,port=6379,state=wait_bgsave,offset=0,lag=0\r\n"

  private static func sight(_ address: String = "10.0.0.1", epoch: Int = 0) -> RESPValue {
    let fields = [
      "name", "t-1", "ip", address, "port", "6379", "flags", "master", "config-epoch", "\(epoch)",
      "num-slaves", "2", "num-other-sentinels", "2", "quorum", "2",
    ]
    return .array(fields.map { .bulk($0) })
  }

  private static func seen(
    _ host: Int, _ info: String?, _ sentinel: RESPValue?
  ) -> RedisMembers.Seen {
    RedisMembers.Seen(
      host: HostName(rawValue: "n\(host)"), address: "10.0.0.\(host):6379",
      replication: info.flatMap { RedisReplication($0) },
      sentinel: sentinel.flatMap { SentinelSight($0) })
  }

  private static func status(_ seen: [RedisMembers.Seen]) -> ClusterStatus {
    ClusterStatus(timeNs: .zero, members: RedisMembers.members(seen))
  }

  @Test func `Answers to INFO are read, and other text is none`() throws {
    let primary = try #require(RedisReplication(Self.primary))
    #expect(primary.isPrimary && primary.replicas == 1 && primary.follows == nil)
    let replica = try #require(RedisReplication(Self.replica()))
    #expect(!replica.isPrimary && replica.isLinked && replica.follows == "10.0.0.1:6379")
    #expect(RedisReplication(Self.replica("down"))?.isLinked == false)
    for text in ["", "role:", "role:sentinel\r\n", "role:slave\r\n", "# Server\r\nredis:7\r\n"] {
      #expect(RedisReplication(text) == nil, "\(text.debugDescription)")
    }
  }

  @Test func `A link that is up while a copy is under way is none yet`() {
    let text = Self.replica().replacing("in_progress:0", with: "in_progress:1")
    #expect(RedisReplication(text)?.isLinked == false)
  }

  @Test func `Answers of a Sentinel are read, and others are none`() {
    #expect(SentinelSight(Self.sight(epoch: 4))?.epoch == 4)
    #expect(SentinelSight(Self.sight())?.others == 2)
    #expect(SentinelSight(.error("ERR No such master with that name")) == nil)
    #expect(SentinelSight(.array([.bulk("ip"), .bulk("10.0.0.1")])) == nil)
  }

  @Test func `A whole cluster has a leader and one member to spare`() {
    let status = Self.status([
      Self.seen(1, Self.primary, Self.sight()), Self.seen(2, Self.replica(), Self.sight()),
      Self.seen(3, Self.replica(), Self.sight()),
    ])
    #expect(status.leader == "n1")
    #expect(status.serving == ["n1", "n2", "n3"])
    #expect(status.redundancy == 1)
  }

  @Test func `A replica that still copies does not serve`() {
    let status = Self.status([
      Self.seen(1, Self.primary, Self.sight()), Self.seen(2, Self.replica("down"), Self.sight()),
      Self.seen(3, Self.replica(), Self.sight()),
    ])
    #expect(status.serving == ["n1", "n3"])
  }

  @Test func `A primary that was cut off does not lead once another one was elected`() {
    let status = Self.status([
      Self.seen(1, Self.primary, Self.sight()),
      Self.seen(2, Self.primary, Self.sight("10.0.0.2", epoch: 1)),
      Self.seen(3, Self.replica(of: "10.0.0.2"), Self.sight("10.0.0.2", epoch: 1)),
    ])
    #expect(status.leader == "n2")
    #expect(status.serving == ["n2", "n3"])
    #expect(status.redundancy == 0)
  }

  @Test func `Who leads against the word of its own Sentinel does not lead`() {
    let status = Self.status([
      Self.seen(1, Self.primary, Self.sight("10.0.0.2", epoch: 1)),
      Self.seen(2, nil, nil),
      Self.seen(3, Self.replica(), Self.sight("10.0.0.2", epoch: 1)),
    ])
    #expect(status.leader == nil)
    #expect(status.serving.isEmpty)
  }

  @Test func `A Redis whose Sentinel is silent is taken at its word, a dead one is not`() {
    let status = Self.status([
      Self.seen(1, Self.primary, nil), Self.seen(2, Self.replica(), Self.sight()),
      Self.seen(3, nil, Self.sight()),
    ])
    #expect(status.leader == "n1")
    #expect(status.serving == ["n1", "n2"])
    #expect(status.members[2].answers == false)
  }
}
