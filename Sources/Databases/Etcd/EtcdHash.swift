/// The hash of all that a member holds up to a revision.
///
/// Source: etcd 3.4 `etcdserver/corrupt.go`, which members ask each other on the peer port.
struct EtcdHash: Sendable, Decodable {
  /// CRC-32 of keys, values and revisions.
  var hash: UInt32
  /// The revision up to which old data is gone; -1 where none is.
  var compactRevision: Int64
}
