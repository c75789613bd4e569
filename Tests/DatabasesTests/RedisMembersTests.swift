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

  private static func sight(
    _ address: String = "10.0.0.1", epoch: Int = 0, flags: String = "master"
  ) -> RESPValue {
    let fields = [
      "name", "t-1", "ip", address, "port", "6379", "flags", flags, "config-epoch", "\(epoch)",
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

  /// What a Sentinel that replaces the first primary says of it.
  private static func conducting(epoch: Int) -> RESPValue {
    sight(epoch: epoch, flags: "s_down,o_down,master,failover_in_progress")
  }

  @Test func `A Sentinel says when it conducts a failover, and else does not`() {
    #expect(SentinelSight(Self.conducting(epoch: 1))?.isFailingOver == true)
    #expect(SentinelSight(Self.sight(epoch: 1))?.isFailingOver == false)
  }

  /// Each line is what was seen of three members whose first primary was cut off, in order.
  @Test func `While a failover is conducted only the old primary stops serving`() {
    let third = "10.0.0.3"
    let follows = Self.replica(of: third)
    // The third is told to lead; its own Sentinel conducts, and the second's knows nothing yet.
    let promoted = Self.status([
      Self.seen(1, Self.primary, Self.sight()), Self.seen(2, Self.replica(), Self.sight()),
      Self.seen(3, Self.primary, Self.conducting(epoch: 0)),
    ])
    #expect(promoted.leader == "n1" && promoted.serving == ["n1", "n2", "n3"])
    // The promotion was seen by the one that conducts.
    let known = Self.status([
      Self.seen(1, Self.primary, Self.sight()), Self.seen(2, Self.replica(), Self.sight()),
      Self.seen(3, Self.primary, Self.conducting(epoch: 1)),
    ])
    #expect(known.leader == "n3" && known.serving == ["n1", "n2", "n3"])
    // The second was told, and follows; the one that conducts still names the first.
    let followed = Self.status([
      Self.seen(1, Self.primary, Self.sight()),
      Self.seen(2, follows, Self.sight(third, epoch: 1)),
      Self.seen(3, Self.primary, Self.conducting(epoch: 1)),
    ])
    #expect(followed.leader == "n3" && followed.serving == ["n2", "n3"])
  }

  @Test func `The Sentinel that conducts may be a replica's, and the first primary be dead`() {
    let third = "10.0.0.3"
    // Nobody leads yet, so the replica without a link is not behind anybody.
    let told = Self.status([
      Self.seen(1, nil, nil), Self.seen(2, Self.replica("down"), Self.conducting(epoch: 0)),
      Self.seen(3, Self.primary, Self.sight()),
    ])
    #expect(told.leader == nil)
    let promoted = Self.status([
      Self.seen(1, nil, nil), Self.seen(2, Self.replica("down"), Self.conducting(epoch: 1)),
      Self.seen(3, Self.primary, Self.sight()),
    ])
    #expect(promoted.leader == "n3" && promoted.serving == ["n3"])
    let followed = Self.status([
      Self.seen(1, nil, nil),
      Self.seen(2, Self.replica(of: third), Self.conducting(epoch: 1)),
      Self.seen(3, Self.primary, Self.sight(third, epoch: 1)),
    ])
    #expect(followed.leader == "n3" && followed.serving == ["n2", "n3"])
  }

  @Test func `An old primary that was told of the new one does not serve any more`() {
    let third = "10.0.0.3"
    let status = Self.status([
      Self.seen(1, Self.primary, Self.sight(third, epoch: 1)),
      Self.seen(2, Self.replica(of: third), Self.conducting(epoch: 1)),
      Self.seen(3, Self.primary, Self.sight(third, epoch: 1)),
    ])
    #expect(status.leader == "n3" && status.serving == ["n2", "n3"])
  }
}
