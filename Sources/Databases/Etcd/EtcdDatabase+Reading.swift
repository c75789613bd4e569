import Foundation
package import Vocabulary

extension EtcdDatabase: ReadableDatabase {
  /// `{"hash":…,"revision":…,"totalKey":…,"totalSize":…}`.
  package func figures(fromInspection text: String) -> BackupFigures? {
    guard let read = Self.read(SnapshotStatus.self, from: text) else { return nil }
    return BackupFigures(
      revision: read.revision, keys: read.totalKey, bytes: read.totalSize,
      hash: String(read.hash, radix: 16))
  }

  /// `etcdctl get` of all keys at a revision; multi-version storage makes that exact.
  package func reading(
    of host: HostName, at revision: Int64, in cluster: ClusterLayout
  ) -> [String] {
    Self.ctl(host, cluster, patience: 10)
      + ["get", "", "--prefix", "--rev=\(revision)", "-w", "json"]
  }

  /// `{"kvs":[{"key":…,"value":…,"mod_revision":…}]}`, keys and values in base64.
  package func entries(fromReading text: String) -> [RestoredState.Entry]? {
    guard let read = Self.read(RangeAnswer.self, from: text) else { return nil }
    return (read.kvs ?? []).compactMap { pair in
      guard let key = Data(base64Encoded: pair.key),
        let value = Data(base64Encoded: pair.value ?? "")
      else { return nil }
      return RestoredState.Entry(
        key: String(decoding: key, as: UTF8.self), value: String(decoding: value, as: UTF8.self),
        revision: pair.modRevision)
    }
  }

  /// `etcdctl endpoint status`; the id is in hexadecimal, as in etcd's logs.
  package func clusterQuestion(
    address: String
  ) -> (arguments: [String], answer: @Sendable (String) -> String?) {
    (
      [
        "env", "ETCDCTL_API=3", "etcdctl", "--endpoints=http://\(address):\(Self.clientPort)",
        "--command-timeout=3s", "endpoint", "status", "-w", "json",
      ],
      { text in
        Self.read([EndpointStatus].self, from: text)?.first
          .map { String($0.status.header.clusterId, radix: 16) }
      }
    )
  }

  private static func read<Value: Decodable>(_ type: Value.Type, from text: String) -> Value? {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try? decoder.decode(type, from: Data(text.utf8))
  }
}

private struct SnapshotStatus: Decodable {
  let hash: UInt32
  let revision: Int64
  let totalKey: Int64
  let totalSize: Int64
}

private struct RangeAnswer: Decodable {
  let kvs: [Pair]?

  struct Pair: Decodable {
    let key: String
    let value: String?
    let modRevision: Int64
  }
}

/// The names are etcd's own, which writes the outer ones in capitals.
private struct EndpointStatus: Decodable {
  let status: Body

  enum CodingKeys: String, CodingKey {
    case status = "Status"
  }

  struct Body: Decodable {
    let header: Header
  }

  struct Header: Decodable {
    let clusterId: UInt64
  }
}
