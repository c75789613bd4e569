import NIOCore
import NIOHTTP1
import Vocabulary

/// Questions to one member, each on a connection of its own, so that they never wait for load.
extension EtcdClient {
  /// The member's own view of the cluster.
  package func status(of endpoint: MemberEndpoint) async throws(EtcdMemberError) -> EtcdStatus {
    let path = "/v3/maintenance/status"
    let body = try await ask(endpoint, .POST, path, ByteBuffer(string: "{}"))
    return try scan(endpoint, path, body) { scanner throws(EtcdResponseScanner.Malformed) in
      try EtcdStatus(&scanner)
    }
  }

  /// The members as this one knows them.
  package func memberList(
    at endpoint: MemberEndpoint
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
    to member: UInt64, askedOf leader: MemberEndpoint
  ) async throws(EtcdMemberError) {
    let body = ByteBuffer(string: "{\"targetID\":\"\(member)\"}")
    _ = try await ask(leader, .POST, "/v3/maintenance/transfer-leadership", body)
  }

  /// Whether the member says that it is healthy: it has a leader and can commit.
  package func health(of endpoint: MemberEndpoint) async -> Bool {
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
  package func metrics(of endpoint: MemberEndpoint) async throws(EtcdMemberError) -> String {
    String(buffer: try await ask(endpoint, .GET, "/metrics", nil))
  }

  /// The member's own count and time of write-ahead log syncs, from its metrics.
  package func syncFigures(
    of endpoint: MemberEndpoint
  ) async throws(EtcdMemberError) -> EtcdSyncFigures {
    let text = try await metrics(of: endpoint)
    guard let figures = EtcdSyncFigures(metrics: text) else {
      throw EtcdMemberError(
        endpoint: endpoint, request: "/metrics",
        message: "no etcd_disk_wal_fsync_duration_seconds in the answer")
    }
    return figures
  }

  /// The hash of all that the member holds up to a revision; asked on its peer port.
  func hash(
    of peer: MemberEndpoint, at revision: Int64
  ) async throws(EtcdMemberError) -> EtcdHash {
    let path = "/members/hashkv"
    let body = try await ask(peer, .GET, path, ByteBuffer(string: "{\"revision\":\(revision)}"))
    let text = String(buffer: body)
    guard let hash = try? CanonicalJSON.decode(EtcdHash.self, from: text) else {
      throw EtcdMemberError(
        endpoint: peer, request: path, message: "not etcd's: \(text.prefix(60).debugDescription)")
    }
    return hash
  }

  private func ask(
    _ endpoint: MemberEndpoint, _ method: HTTPMethod, _ path: String, _ body: ByteBuffer?
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
    _ endpoint: MemberEndpoint, _ path: String, _ body: ByteBuffer,
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
