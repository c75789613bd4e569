import NIOCore
import NIOPosix
package import Vocabulary

/// Asks members for sums over their tables, which neither Galera nor its health looks at.
///
/// Units:  waits at most 5 s for writes that still arrive; each question takes at most 5 s.
/// Limits: a sum says that rows differ, not which; rows that differ by chance in the same sum do
///         not show.
/// Source: MariaDB, `CHECKSUM TABLE`; Galera Cluster documentation, "Data Consistency".
extension GaleraDatabase: ComparableDatabase {
  /// Sums at the last write that each member has; one that lags behind its own component has none.
  package func compare(_ cluster: ClusterLayout) async -> ReplicaComparison {
    let replicas = cluster.members.map { GaleraReplica($0, at: cluster.addresses[$0] ?? "") }
    var sights = await Self.ask(replicas) { await $0.sight() }
    for _ in 0..<Self.passes {
      try? await Task.sleep(for: .milliseconds(500))
      let before = sights
      sights = await Self.ask(replicas) { await $0.sight() }
      if before == sights { break }
    }
    let hosts = Dictionary(
      uniqueKeysWithValues: cluster.addresses.map { ("\($1):\(Self.clientPort)", $0) })
    let known = sights
    let members = await Self.ask(replicas) { replica in
      await replica.member(known[replica.host] ?? nil, among: known, hosts: hosts)
    }
    let sorted = members.values.sorted { $0.host < $1.host }
    return ReplicaComparison(
      revision: sorted.filter(\.healthy).compactMap(\.revision).max(), members: sorted)
  }

  private static let passes = 10

  /// All at once, for one that is silent must not delay the others.
  private static func ask<Answer: Sendable>(
    _ replicas: [GaleraReplica], _ question: @escaping @Sendable (GaleraReplica) async -> Answer
  ) async -> [HostName: Answer] {
    await withTaskGroup(of: (HostName, Answer).self) { group in
      for replica in replicas { group.addTask { (replica.host, await question(replica)) } }
      var answers: [HostName: Answer] = [:]
      for await (host, answer) in group { answers[host] = answer }
      return answers
    }
  }
}

/// One member with a session of its own.
private struct GaleraReplica: Sendable {
  let host: HostName
  private let connection: MariaDBConnection

  init(_ host: HostName, at address: String) {
    self.host = host
    connection = MariaDBConnection(
      host: address, port: GaleraDatabase.clientPort,
      eventLoop: MultiThreadedEventLoopGroup.singleton.next())
  }

  func sight() async -> GaleraSight? {
    (try? await ask(GaleraSight.statement).get()).flatMap { GaleraSight($0) }
  }

  /// What the member told, with its sums where it has all writes of its component.
  func member(
    _ sight: GaleraSight?, among all: [HostName: GaleraSight?], hosts: [String: HostName]
  ) async -> ReplicaComparison.Member {
    var member = ReplicaComparison.Member(host: host)
    guard let sight else {
      member.trouble = "it did not answer"
      return member
    }
    member.healthy = sight.isPrimary && sight.isSynced
    member.cluster = sight.history
    member.revision = sight.committed
    member.members = sight.component.map { hosts[$0]?.rawValue ?? $0 }.sorted()
    let newest = all.values.compactMap { $0 }.filter { $0.component == sight.component }
      .compactMap(\.committed).max()
    guard member.revision == newest else {
      member.trouble = "it has not applied all writes of its own component"
      return member
    }
    switch await ask(GaleraSums.statement) {
    case .failure(let fault): member.trouble = fault.message
    case .success(let reply):
      member.hash = GaleraSums.hash(reply)
      if member.hash == nil { member.trouble = reply.failure?.text ?? "sums that make no sense" }
    }
    return member
  }

  private func ask(_ statement: String) async -> Result<MariaDBReply, MariaDBFault> {
    await connection.send(.query(statement), before: .now() + .seconds(5))
  }
}

/// Sums over all tables of the load.
enum GaleraSums {
  private static let tables = ["accounts", "elements", "lists", "registers"]

  /// One row a table: its name and its sum.
  static let statement =
    "CHECKSUM TABLE " + tables.map { "\(GaleraDatabase.schema).\($0)" }.joined(separator: ", ")

  /// The sums in hexadecimal, one after the other; nil where one of them is missing.
  static func hash(_ reply: MariaDBReply) -> String? {
    guard reply.failure == nil, let rows = reply.rows, rows.count == tables.count else {
      return nil
    }
    let sums = rows.compactMap { row -> String? in
      guard row.count == 2 else { return nil }
      return row[1].flatMap { UInt64($0) }.map { String($0, radix: 16) }
    }
    return sums.count == tables.count ? sums.joined(separator: "-") : nil
  }
}
