import Consistency
import Testing
import Vocabulary

@Suite struct ReplicasTests {
  private func member(
    _ host: HostName, hash: String? = "aa", cluster: String = "c1", healthy: Bool = true,
    members: [String] = ["n1", "n2", "n3"], compacted: Int64 = -1
  ) -> ReplicaComparison.Member {
    var member = ReplicaComparison.Member(host: host)
    member.healthy = healthy
    member.cluster = cluster
    member.revision = 40
    member.members = members
    member.hash = hash
    member.compacted = compacted
    return member
  }

  private func verdict(
    _ members: [ReplicaComparison.Member], claims: [Claim] = [.replicasAgree]
  ) throws -> Verdict {
    try #require(
      Replicas.check(ReplicaComparison(revision: 40, members: members), claims: claims))
  }

  @Test("Members with one hash at one revision agree")
  func agreement() throws {
    let verdict = try verdict([member("n1"), member("n2"), member("n3")])
    #expect(verdict.result == .valid)
    #expect(verdict.summary == "3 members hold the same data at revision 40")
    #expect(verdict.detail["claimed"] == true)
    #expect(verdict.anomalies.isEmpty)
  }

  @Test("A healthy member with another hash is named with both hashes")
  func divergence() throws {
    let verdict = try verdict([member("n1", hash: "bb"), member("n2"), member("n3")])
    #expect(verdict.result == .invalid)
    #expect(
      verdict.summary
        == "n1 reports itself healthy and holds other data at revision 40: "
        + "hash bb ≠ aa of n2 and n3")
    #expect(verdict.anomalies.map(\.name) == ["diverged replica"])
  }

  @Test("Three members with three hashes are two that differ from the first")
  func threeHashes() throws {
    let verdict = try verdict([member("n1"), member("n2", hash: "b"), member("n3", hash: "c")])
    #expect(verdict.anomalies.count == 2)
    #expect(verdict.summary.hasSuffix("; 1 more"))
  }

  @Test("Two cluster identifiers among healthy members are a split, even with one hash")
  func splitCluster() throws {
    let verdict = try verdict([member("n1"), member("n2"), member("n3", cluster: "c2")])
    #expect(verdict.result == .invalid)
    #expect(verdict.anomalies.map(\.name) == ["split cluster"])
    #expect(verdict.summary.hasPrefix("n1 and n2: cluster c1; n3: cluster c2"))
  }

  @Test("Members that count different ones as members are a split")
  func splitMembership() throws {
    let verdict = try verdict([member("n1"), member("n2"), member("n3", members: ["n3"])])
    #expect(verdict.anomalies.map(\.name) == ["split membership"])
  }

  @Test("A member that is not healthy is named and not judged")
  func unhealthy() throws {
    let verdict = try verdict([
      member("n1"), member("n2"), member("n3", hash: "bb", healthy: false),
    ])
    #expect(verdict.result == .valid)
    #expect(verdict.summary.hasSuffix("; n3 is not healthy and not judged"))
  }

  @Test("Nothing is decided with one healthy member, without a hash, or with other pasts")
  func undecided() throws {
    let alone = [member("n1"), member("n2", healthy: false)]
    let mute = [member("n1"), member("n2", hash: nil)]
    let compacted = [member("n1"), member("n2", hash: "bb", compacted: 12)]
    for members in [alone, mute, compacted, []] {
      #expect(try verdict(members).result == .unknown)
    }
  }

  @Test("A member without a hash does not hide one that differs")
  func mutePlusDiverged() throws {
    let members = [
      member("n1"), member("n2", hash: nil), member("n3", hash: "bb"), member("n4"),
    ]
    let verdict = try verdict(members)
    #expect(verdict.result == .invalid)
  }

  @Test("Without a comparison it is unknown where it is claimed, and nothing where it is not")
  func notCompared() {
    #expect(Replicas.check(nil, claims: [.replicasAgree])?.result == .unknown)
    #expect(Replicas.check(nil, claims: [.linearizable]) == nil)
  }

  @Test("What nobody claims is a note")
  func note() throws {
    let verdict = try verdict([member("n1"), member("n2", hash: "bb")], claims: [.linearizable])
    #expect(verdict.result == .invalid)
    #expect(verdict.detail["claimed"] == false)
  }

  @Test("A comparison survives the way through an event's fields")
  func fields() throws {
    var silent = ReplicaComparison.Member(host: "n3")
    silent.trouble = "no connection"
    let comparison = ReplicaComparison(revision: 40, members: [member("n1"), silent])
    #expect(ReplicaComparison(fields: comparison.fields) == comparison)
    #expect(ReplicaComparison(fields: ["members": "none"]) == nil)
  }
}
