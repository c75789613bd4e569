import NIOPosix
package import Vocabulary

/// Asks members for their data's hash at one revision, which health checks do not look at.
///
/// Units:  waits at most 5 s for revisions that still move; each question takes at most 3 s.
/// Source: etcd operations guide, "Data corruption"; `etcdctl endpoint hashkv`.
extension EtcdDatabase: ComparableDatabase {
  /// Hashes at the lowest revision that any healthy member has, so that all of them have it.
  package func compare(_ cluster: ClusterLayout) async -> ReplicaComparison {
    let replicas = cluster.members.map { Replica($0, at: cluster.addresses[$0] ?? "") }
    var members = await Self.ask(replicas) { await $0.status() }
    for _ in 0..<Self.passes {
      try? await Task.sleep(for: .milliseconds(500))
      let before = members
      members = await Self.ask(replicas) { await $0.status() }
      if before == members { break }
    }
    let told = members.filter(\.healthy).compactMap(\.revision).min()
    guard let revision = told else { return ReplicaComparison(revision: nil, members: members) }
    let known = Dictionary(uniqueKeysWithValues: members.map { ($0.host, $0) })
    return ReplicaComparison(
      revision: revision,
      members: await Self.ask(replicas) { replica in
        guard let member = known[replica.host], member.revision != nil else {
          return known[replica.host] ?? ReplicaComparison.Member(host: replica.host)
        }
        return await replica.hash(member, at: revision)
      })
  }

  private static let passes = 10

  /// All at once, for one that is silent must not delay the others.
  private static func ask(
    _ replicas: [Replica],
    _ question: @escaping @Sendable (Replica) async -> ReplicaComparison.Member
  ) async -> [ReplicaComparison.Member] {
    await withTaskGroup(of: ReplicaComparison.Member.self) { group in
      for replica in replicas { group.addTask { await question(replica) } }
      var members: [ReplicaComparison.Member] = []
      for await member in group { members.append(member) }
      return members.sorted { $0.host < $1.host }
    }
  }
}

/// The ways to one member: its client port, and its peer port for the hash.
private struct Replica: Sendable {
  let host: HostName
  private let endpoint: MemberEndpoint
  private let peer: MemberEndpoint
  private let client: EtcdClient

  init(_ host: HostName, at address: String) {
    self.host = host
    endpoint = MemberEndpoint(name: host, address: address, port: EtcdDatabase.clientPort)
    peer = MemberEndpoint(name: host, address: address, port: EtcdDatabase.peerPort)
    client = EtcdClient(
      endpoints: [endpoint], group: MultiThreadedEventLoopGroup.singleton, timeout: .seconds(3))
  }

  /// Everything but the hash.
  func status() async -> ReplicaComparison.Member {
    var member = ReplicaComparison.Member(host: host)
    do throws(EtcdMemberError) {
      let status = try await client.status(of: endpoint)
      member.cluster = String(status.clusterID, radix: 16)
      member.revision = status.revision
      member.members = try await client.memberList(at: endpoint).map(\.name).sorted()
      member.healthy = await client.health(of: endpoint)
    } catch {
      member.trouble = error.message
    }
    return member
  }

  /// The same with the hash.
  func hash(
    _ known: ReplicaComparison.Member, at revision: Int64
  ) async -> ReplicaComparison.Member {
    var member = known
    do throws(EtcdMemberError) {
      let hash = try await client.hash(of: peer, at: revision)
      member.hash = String(hash.hash, radix: 16)
      member.compacted = hash.compactRevision
    } catch {
      member.trouble = error.message
    }
    return member
  }
}
