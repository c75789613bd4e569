import Foundation
import NIOCore
import Testing
import Vocabulary

@testable import Databases

@Suite struct EtcdResponseTests {
  private let failedTransaction = """
    {"header":{"cluster_id":"324952591200643719","member_id":"3319814642761637952",\
    "revision":"3","raft_term":"2"},"responses":[{"response_range":{"header":{"revision":"3"},\
    "kvs":[{"key":"azA=","create_revision":"2","mod_revision":"3","version":"2",\
    "value":"Ng=="}],"count":"1"}}]}
    """

  @Test func `A transaction's other branch brings what the key holds`() throws {
    let response = try EtcdResponse(ByteBuffer(string: failedTransaction))
    #expect(!response.succeeded)
    #expect(response.header?.revision == 3)
    #expect(response.header?.memberID == 3_319_814_642_761_637_952)
    #expect(response.rows.map(\.value) == [6])
    #expect(response.rows.map(\.modRevision) == [3])
  }

  @Test func `An answer cut anywhere is unreadable`() {
    for length in 0..<failedTransaction.utf8.count {
      let cut = ByteBuffer(bytes: Array(failedTransaction.utf8.prefix(length)))
      #expect(throws: EtcdResponse.Unreadable.self) { try EtcdResponse(cut) }
    }
  }

  @Test func `Unknown members, escapes and white space do not disturb`() throws {
    let text = """
      { "new" : [ 1.5e3, null, true, { "a\\"}" : "]\\\\" } ] ,
        "error" : "say \\"no\\" \\u00e9" , "code" : 14 , "header" : { } }
      """
    let response = try EtcdResponse(ByteBuffer(string: text))
    #expect(response.errorMessage == "say \"no\" \\u00e9")
    #expect(response.errorCode == 14)
    #expect(response.header != nil)
  }

  @Test(arguments: [
    String(repeating: "[", count: 100_000), #"{"a":"#, "{\"a\":\"\\", #"{"a" 1}"#, #"{"a":tru}"#,
    #"{"header":[]}"#, #"{"kvs":{}}"#, #"{"a":1,}"#, "{\"a\":\"\n\"}", "\u{0}", #"{"code":-}"#,
  ])
  func `What is no JSON, or of another shape, is unreadable`(text: String) {
    #expect(throws: EtcdResponse.Unreadable.self) { try EtcdResponse(ByteBuffer(string: text)) }
  }

  @Test func `Base64 agrees with Foundation's both ways`() {
    var random = SeededRandom(seed: 1)
    for length in 0..<200 {
      let bytes = (0..<(length % 17)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      var buffer = ByteBuffer()
      EtcdBase64.write(bytes, to: &buffer)
      #expect(String(buffer: buffer) == Data(bytes).base64EncodedString())
      let value = Int64(bitPattern: random.next()) >> Int64(random.below(64))
      let encoded = Data(String(value).utf8).base64EncodedString()
      #expect(EtcdBase64.integer(encoded.utf8) == value)
    }
  }

  @Test(arguments: ["", "-", "x", "1x", "1-", "--1", " 1", "9223372036854775808", "1.5"])
  func `Only whole numbers are values`(text: String) {
    #expect(EtcdBase64.integer(Data(text.utf8).base64EncodedString().utf8) == nil)
  }

  @Test func `Sync figures are found among other metrics`() {
    let text = """
      # TYPE etcd_disk_wal_fsync_duration_seconds histogram
      etcd_disk_wal_fsync_duration_seconds_bucket{le="+Inf"} 10
      etcd_disk_wal_fsync_duration_seconds_sum 0.008432998
      etcd_disk_wal_fsync_duration_seconds_count 1.2e+06
      """
    let figures = EtcdSyncFigures(metrics: text)
    #expect(figures?.count == 1_200_000)
    #expect(figures?.sumS == 0.008432998)
    #expect(EtcdSyncFigures(metrics: "etcd_server_has_leader 1") == nil)
  }
}
