import NIOCore
import NIOHTTP1
import Vocabulary

/// A question about a member that got no usable answer.
package struct EtcdMemberError: Error, Sendable, CustomStringConvertible {
  /// The member that was asked.
  package var endpoint: EtcdEndpoint
  /// What was asked, as a path.
  package var request: String
  /// What came instead, verbatim where the member said it.
  package var message: String

  /// One line for people.
  package var description: String {
    "\(endpoint.name) (\(endpoint.address):\(endpoint.port)) did not answer \(request): \(message)"
      + "; look whether etcd runs there and listens for clients"
  }
}

/// What a member says of itself.
package struct EtcdStatus: Sendable, Hashable {
  /// The member that answered.
  package var memberID: UInt64
  /// The leader it knows; nil where it knows none.
  package var leaderID: UInt64?
  /// Its raft term.
  package var raftTerm: UInt64
  /// The index of its last committed entry.
  package var raftIndex: UInt64
  /// Its version, such as `3.4.23`.
  package var version: String
  /// The size of its database file in bytes.
  package var dbSize: Int64
}

/// A member as the member list has it.
package struct EtcdMember: Sendable, Hashable {
  /// Its identifier.
  package var id: UInt64
  /// Its name; empty until it has joined.
  package var name: String
  /// Whether it is a learner, which has no vote.
  package var isLearner: Bool
}

/// How many times and for how long a member has synced its write-ahead log.
package struct EtcdSyncFigures: Sendable, Hashable {
  /// Syncs since the process began.
  package var count: Int64
  /// Their durations added up, in seconds.
  package var sumS: Double
}

/// Questions to one member, each on a connection of its own, so that they never wait for load.
extension EtcdClient {
  /// The member's own view of the cluster.
  package func status(of endpoint: EtcdEndpoint) async throws(EtcdMemberError) -> EtcdStatus {
    let path = "/v3/maintenance/status"
    let body = try await ask(endpoint, .POST, path, ByteBuffer(string: "{}"))
    return try scan(endpoint, path, body) { scanner throws(EtcdResponseScanner.Malformed) in
      try EtcdStatus(&scanner)
    }
  }

  /// The members as this one knows them.
  package func memberList(
    at endpoint: EtcdEndpoint
  ) async throws(EtcdMemberError) -> [EtcdMember] {
    let path = "/v3/cluster/member/list"
    let body = try await ask(endpoint, .POST, path, ByteBuffer(string: "{}"))
    return try scan(endpoint, path, body) { scanner throws(EtcdResponseScanner.Malformed) in
      var members: [EtcdMember] = []
      try scanner.members { name, scanner throws(EtcdResponseScanner.Malformed) in
        guard name == "members" else { return false }
        try scanner.elements { scanner throws(EtcdResponseScanner.Malformed) in
          members.append(try EtcdMember(&scanner))
        }
        return true
      }
      return members
    }
  }

  /// Has `leader` hand its office to another member; only the leader can do it.
  package func moveLeader(
    to member: UInt64, askedOf leader: EtcdEndpoint
  ) async throws(EtcdMemberError) {
    let body = ByteBuffer(string: "{\"targetID\":\"\(member)\"}")
    _ = try await ask(leader, .POST, "/v3/maintenance/transfer-leadership", body)
  }

  /// Whether the member says that it is healthy: it has a leader and can commit.
  package func health(of endpoint: EtcdEndpoint) async -> Bool {
    guard let body = try? await ask(endpoint, .GET, "/health", nil) else { return false }
    let healthy = try? scan(endpoint, "/health", body) {
      scanner throws(EtcdResponseScanner.Malformed) in
      var isHealthy = false
      try scanner.members { name, scanner throws(EtcdResponseScanner.Malformed) in
        guard name == "health" else { return false }
        isHealthy = try scanner.string() == "true"
        return true
      }
      return isHealthy
    }
    return healthy ?? false
  }

  /// The member's metrics in Prometheus's text form.
  package func metrics(of endpoint: EtcdEndpoint) async throws(EtcdMemberError) -> String {
    String(buffer: try await ask(endpoint, .GET, "/metrics", nil))
  }

  /// The member's own count and time of write-ahead log syncs, from its metrics.
  package func syncFigures(
    of endpoint: EtcdEndpoint
  ) async throws(EtcdMemberError) -> EtcdSyncFigures {
    let text = try await metrics(of: endpoint)
    guard let figures = EtcdSyncFigures(metrics: text) else {
      throw EtcdMemberError(
        endpoint: endpoint, request: "/metrics",
        message: "no etcd_disk_wal_fsync_duration_seconds in the answer")
    }
    return figures
  }

  private func ask(
    _ endpoint: EtcdEndpoint, _ method: HTTPMethod, _ path: String, _ body: ByteBuffer?
  ) async throws(EtcdMemberError) -> ByteBuffer {
    let connection = HTTPConnection(
      host: endpoint.address, port: endpoint.port, eventLoop: eventLoop)
    let result = await connection.send(method, path, body: body, timeout: timeout)
    connection.close()
    switch result {
    case .success(let answer) where answer.status == 200: return answer.body
    case .success(let answer):
      let text = String(decoding: answer.body.readableBytesView.prefix(300), as: UTF8.self)
      let said = (try? EtcdResponse(answer.body))?.errorMessage ?? text
      throw EtcdMemberError(
        endpoint: endpoint, request: path, message: "status \(answer.status): \(said)")
    case .failure(let fault):
      throw EtcdMemberError(endpoint: endpoint, request: path, message: fault.message)
    }
  }

  private func scan<Value>(
    _ endpoint: EtcdEndpoint, _ path: String, _ body: ByteBuffer,
    _ read: (inout EtcdResponseScanner) throws(EtcdResponseScanner.Malformed) -> Value
  ) throws(EtcdMemberError) -> Value {
    do {
      return try body.withUnsafeReadableBytes { bytes in
        var scanner = EtcdResponseScanner(bytes)
        return try read(&scanner)
      }
    } catch {
      let start = String(decoding: body.readableBytesView.prefix(60), as: UTF8.self)
      throw EtcdMemberError(
        endpoint: endpoint, request: path, message: "not etcd's: \(start.debugDescription)")
    }
  }
}

extension EtcdStatus {
  fileprivate init(
    _ scanner: inout EtcdResponseScanner
  ) throws(EtcdResponseScanner.Malformed) {
    var status = EtcdStatus(
      memberID: 0, leaderID: nil, raftTerm: 0, raftIndex: 0, version: "", dbSize: 0)
    try scanner.members { name, scanner throws(EtcdResponseScanner.Malformed) in
      if name == "header" {
        status.memberID = try EtcdResponse.header(&scanner).memberID
      } else if name == "leader" {
        status.leaderID = try scanner.unsigned()
      } else if name == "raftTerm" {
        status.raftTerm = try scanner.unsigned()
      } else if name == "raftIndex" {
        status.raftIndex = try scanner.unsigned()
      } else if name == "version" {
        status.version = try scanner.text()
      } else if name == "dbSize" {
        status.dbSize = try scanner.integer()
      } else {
        return false
      }
      return true
    }
    if status.leaderID == 0 { status.leaderID = nil }
    self = status
  }
}

extension EtcdMember {
  fileprivate init(
    _ scanner: inout EtcdResponseScanner
  ) throws(EtcdResponseScanner.Malformed) {
    var member = EtcdMember(id: 0, name: "", isLearner: false)
    try scanner.members { name, scanner throws(EtcdResponseScanner.Malformed) in
      if name == "ID" {
        member.id = try scanner.unsigned()
      } else if name == "name" {
        member.name = try scanner.text()
      } else if name == "isLearner" {
        member.isLearner = try scanner.flag()
      } else {
        return false
      }
      return true
    }
    self = member
  }
}

extension EtcdSyncFigures {
  /// Finds the two figures in Prometheus's text; nil where one is not there.
  package init?(metrics: String) {
    let metric = "etcd_disk_wal_fsync_duration_seconds"
    var count: Int64?
    var sum: Double?
    for line in metrics.split(separator: "\n") where line.hasPrefix(metric) {
      let words = line.split(separator: " ")
      guard words.count == 2 else { continue }
      if words[0] == "\(metric)_count" { count = Double(words[1]).map { Int64($0) } }
      if words[0] == "\(metric)_sum" { sum = Double(words[1]) }
    }
    guard let count, let sum else { return nil }
    self.init(count: count, sumS: sum)
  }
}
