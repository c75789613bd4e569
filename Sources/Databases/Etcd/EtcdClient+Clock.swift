import NIOHTTP1
import Vocabulary

/// What clients need that trust the clock of the member they talk to.
extension EtcdClient {
  /// Reads `key` linearizably, and the member's clock with it.
  ///
  /// The member takes the time when it writes the head of its answer, so after the read.
  package func getDated(key: String) async -> ClientResult<EtcdDatedRead> {
    let body = EtcdRequest.range(key: key, serializable: false)
    return await perform("/v3/kv/range", body, isRead: true) { response, header in
      guard let date = response.httpHeaders.first(name: "date"),
        let seconds = HTTPDate.seconds(date)
      else { return nil }
      guard let row = response.rows.first else {
        return EtcdDatedRead(
          value: nil, modRevision: 0, revision: header.revision, memberSeconds: seconds)
      }
      guard let value = row.value else { return nil }
      return EtcdDatedRead(
        value: value, modRevision: row.modRevision, revision: header.revision,
        memberSeconds: seconds)
    }
  }

  /// Sets `key` to `value` if nobody wrote it since that revision; 0 stands for an absent key.
  package func put(
    key: String, value: Int64, ifUnchangedSince modRevision: Int64
  ) async -> ClientResult<EtcdCompareAndSet> {
    let body = EtcdRequest.put(key: key, value: value, ifUnchangedSince: modRevision)
    return await perform("/v3/kv/txn", body, isRead: false) { response, header in
      EtcdCompareAndSet(
        matched: response.succeeded, observed: nil, revision: header.revision)
    }
  }
}
