import NIOCore
import NIOHTTP1

/// What the gateway's answers mean; nil members are those that were not there.
///
/// Shape:  one pass over the bytes; protobuf's JSON leaves out what is zero, false or empty.
/// Source: etcd 3.4 `etcdserver/etcdserverpb/rpc.proto`, gRPC gateway.
struct EtcdResponse: Sendable {
  var header: Header?
  var succeeded = false
  var rows: [Row] = []
  var errorMessage: String?
  var errorCode: Int64?
  var httpHeaders = HTTPHeaders()

  /// `ResponseHeader` as far as we use it.
  struct Header: Sendable {
    var clusterID: UInt64 = 0
    var memberID: UInt64 = 0
    var revision: Int64 = 0
    var raftTerm: UInt64 = 0
  }

  /// A key's value and the revision of its last write.
  struct Row: Sendable {
    var value: Int64?
    var modRevision: Int64 = 0
  }

  /// Why bytes are no answer of etcd's.
  struct Unreadable: Error, Sendable { var message: String }

  /// Reads the answer to a put, a range, a transaction, or an error.
  init(_ body: ByteBuffer) throws(Unreadable) {
    do {
      self = try body.withUnsafeReadableBytes { bytes in
        var scanner = EtcdResponseScanner(bytes)
        var response = EtcdResponse()
        try response.read(&scanner)
        try scanner.end()
        return response
      }
    } catch let malformed as EtcdResponseScanner.Malformed {
      let start = String(decoding: body.readableBytesView.prefix(60), as: UTF8.self)
      throw Unreadable(
        message: "not an answer of etcd's at byte \(malformed.offset): \(start.debugDescription)")
    } catch {
      throw Unreadable(message: "\(error)")
    }
  }

  private init() {}

  private mutating func read(
    _ scanner: inout EtcdResponseScanner
  ) throws(EtcdResponseScanner.Malformed) {
    var response = self
    try scanner.members { name, scanner throws(EtcdResponseScanner.Malformed) in
      if name == "header" {
        response.header = try Self.header(&scanner)
      } else if name == "succeeded" {
        response.succeeded = try scanner.flag()
      } else if name == "kvs" {
        try response.readRows(&scanner)
      } else if name == "responses" {
        try response.readInner(&scanner)
      } else if name == "error" {
        response.errorMessage = try scanner.text()
      } else if name == "code" {
        response.errorCode = try scanner.integer()
      } else {
        return false
      }
      return true
    }
    self = response
  }

  /// The answers inside a transaction's: only ranges bring rows.
  private mutating func readInner(
    _ scanner: inout EtcdResponseScanner
  ) throws(EtcdResponseScanner.Malformed) {
    var response = self
    try scanner.elements { scanner throws(EtcdResponseScanner.Malformed) in
      try scanner.members { name, scanner throws(EtcdResponseScanner.Malformed) in
        guard name == "response_range" else { return false }
        try scanner.members { name, scanner throws(EtcdResponseScanner.Malformed) in
          guard name == "kvs" else { return false }
          try response.readRows(&scanner)
          return true
        }
        return true
      }
    }
    self = response
  }

  private mutating func readRows(
    _ scanner: inout EtcdResponseScanner
  ) throws(EtcdResponseScanner.Malformed) {
    var rows = self.rows
    try scanner.elements { scanner throws(EtcdResponseScanner.Malformed) in
      var row = Row()
      try scanner.members { name, scanner throws(EtcdResponseScanner.Malformed) in
        if name == "value" {
          row.value = EtcdBase64.integer(try scanner.string())
        } else if name == "mod_revision" {
          row.modRevision = try scanner.integer()
        } else {
          return false
        }
        return true
      }
      rows.append(row)
    }
    self.rows = rows
  }

  static func header(
    _ scanner: inout EtcdResponseScanner
  ) throws(EtcdResponseScanner.Malformed) -> Header {
    var header = Header()
    try scanner.members { name, scanner throws(EtcdResponseScanner.Malformed) in
      if name == "member_id" {
        header.memberID = try scanner.unsigned()
      } else if name == "revision" {
        header.revision = try scanner.integer()
      } else if name == "raft_term" {
        header.raftTerm = try scanner.unsigned()
      } else if name == "cluster_id" {
        header.clusterID = try scanner.unsigned()
      } else {
        return false
      }
      return true
    }
    return header
  }
}
