/// What a member says of itself.
package struct EtcdStatus: Sendable, Hashable {
  /// The cluster that it belongs to.
  package var clusterID: UInt64
  /// The newest revision that it holds.
  package var revision: Int64
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

extension EtcdStatus {
  /// Reads the answer to a status request.
  init(
    _ scanner: inout EtcdResponseScanner
  ) throws(EtcdResponseScanner.Malformed) {
    var status = EtcdStatus(
      clusterID: 0, revision: 0, memberID: 0, leaderID: nil, raftTerm: 0, raftIndex: 0,
      version: "", dbSize: 0)
    try scanner.members { name, scanner throws(EtcdResponseScanner.Malformed) in
      if name == "header" {
        let header = try EtcdResponse.header(&scanner)
        status.clusterID = header.clusterID
        status.revision = header.revision
        status.memberID = header.memberID
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
