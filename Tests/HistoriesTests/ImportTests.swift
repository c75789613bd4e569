import Foundation
import Histories
import Testing
import Vocabulary

@Suite struct ImportTests {
  private func read(_ text: String, _ format: HistoryFormat) throws -> History {
    try History(text: Array(text.utf8), file: "sample", format: format)
  }

  @Test func `JSON lines are read with all their members`() throws {
    let history = try read(
      """
      {"process":3,"type":"invoke","f":"cas","key":"k","value":[null,5],"time":10,"extra":{"a":[1]}}

      {"process":4,"type":"invoke","f":"read","key":"k","value":null,"time":11}
      {"process":3,"type":"fail","f":"cas","key":"k","value":[null,5],"observed":4,"time":12}
      {"process":4,"type":"ok","f":"read","key":"k","value":-7,"revision":9,"time":13}
      {"process":4,"type":"invoke","f":"write","key":"caf\\u00e9","value":1,"time":14}
      {"process":4,"type":"fail","f":"write","key":"caf\\u00e9","value":1,"time":15}
      """, .jsonLines)
    #expect(history.keys == ["k", "café"])
    #expect(history.operations.count == 3)
    #expect(history.operations[0].outcome == .ok)
    #expect(history.operations[0].matched == false)
    #expect(history.operations[0].value == 4)
    #expect(history.operations[0].expected == nil)
    #expect(history.operations[0].argument == 5)
    #expect(history.operations[1].value == -7)
    #expect(history.revision(history.operations[1]) == 9)
    #expect(history.operations[1].completedNs?.rawValue == 13)
    #expect(history.operations[2].outcome == .fail)
  }

  @Test func `A history written as JSON lines and read again is the same`() throws {
    let text = """
      {"process":0,"type":"invoke","f":"write","key":"a","value":"x\\"y","time":1}
      {"process":1,"type":"invoke","f":"append","key":"a","value":"z","time":2}
      {"process":0,"type":"ok","f":"write","key":"a","value":"x\\"y","time":3}
      {"process":1,"type":"info","f":"append","key":"a","value":"z","time":4}
      {"process":0,"type":"invoke","f":"cas","key":"a","value":["z","w"],"time":5}
      {"process":0,"type":"fail","f":"cas","key":"a","value":["z","w"],"error":"refused","time":6}
      {"process":0,"type":"invoke","f":"cas","key":"a","value":[null,"w"],"time":7}
      {"process":0,"type":"fail","f":"cas","key":"a","value":[null,"w"],"time":8}
      """
    let history = try read(text, .jsonLines)
    #expect(history.operations.map(\.outcome) == [.ok, .info, .fail, .ok])
    #expect(try read(try history.jsonLines(), .jsonLines) == history)
  }

  @Test func `Jepsen's etcd log is read, a refused compare as a mismatch`() throws {
    let history = try read(
      """
      INFO  jepsen.util - 0\t:invoke\t:cas\t[1 4]
      INFO  jepsen.util - 1\t:invoke\t:read\tnil
      INFO  jepsen.util - 0\t:fail\t:cas\t[1 4]
      INFO  jepsen.util - 1\t:fail\t:read\t:timed-out
      INFO  jepsen.util - 2\t:invoke\t:write\t3
      INFO  jepsen.util - 2\t:info\t:write\t:timed-out
      """, .jepsenLog)
    #expect(history.operations.map(\.outcome) == [.ok, .fail, .info])
    #expect(history.operations[0].matched == false)
    #expect(history.operations[2].argument == 3)
  }

  @Test func `A key-value log is read with its texts`() throws {
    let history = try read(
      """
      {:process 9, :type :invoke, :f :append, :key "0", :value "x 9"}
      {:process 9, :type :ok, :f :append, :key "0", :value "x 9"}
      {:process 1, :type :invoke, :f :get, :key "0", :value nil}
      {:process 1, :type :ok, :f :get, :key "0", :value ""}
      """, .keyValueLog)
    #expect(history.texts == ["x 9"])
    #expect(history.operations[1].value == nil)
    #expect(history.label(history.operations[0].argument) == "\"x 9\"")
  }

  @Test(arguments: [
    (HistoryFormat.jsonLines, "{\"process\":0}", 1, 14, "process, type and f"),
    (.jsonLines, "\n{\"process\":x}", 2, 12, "a process number"),
    (.jsonLines, "{\"process\":1,\"type\":\"start\"}", 1, 21, "\"invoke\""),
    (.jsonLines, "{\"process\":1,\"f\":\"read\",\"type\":\"ok\"}", 1, 37, "has not invoked"),
    (.jsonLines, "{\"process\":99999999999999999999}", 1, 30, "64 bits"),
    (.jsonLines, "{\"process\":1.5}", 1, 13, "a whole number"),
    (.jsonLines, "{\"key\":\"abc", 1, 12, "closing"),
    (.jsonLines, "[1]", 1, 1, "'{'"),
    (.jsonLines, "{\"a\":" + String(repeating: "[", count: 100), 1, 70, "nested"),
    (.jepsenLog, "INFO  jepsen.util - 1\t:begin", 1, 23, "':invoke'"),
    (.jepsenLog, "WARN", 1, 1, "INFO"),
    (.keyValueLog, "{:process 1, :type :ok, :f :pop}", 1, 28, "':get'"),
    (
      .keyValueLog, "{:process 1, :type :invoke, :f :put, :key \"0\", :value nil}", 1, 59,
      "a write is invoked with a value"
    ),
    (.jepsenLog, "INFO  jepsen.util - 1\t:invoke\t:cas\tnil", 1, 39, "a cas is invoked"),
  ])
  func `A malformed line is named with its column and what was expected`(
    _ format: HistoryFormat, _ text: String, _ line: Int, _ column: Int, _ expected: String
  ) throws {
    let error = #expect(throws: HistoryError.self) { try read(text, format) }
    guard case .malformed(let diagnostic)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(diagnostic.position == SourcePosition(line: line, column: column))
    #expect(diagnostic.message.contains(expected), "\(diagnostic)")
  }

  @Test func `Garbage of any kind is refused without a crash`() {
    var random = SeededRandom(seed: 3)
    let seed = Array(
      "{\"process\":0,\"type\":\"invoke\",\"f\":\"cas\",\"key\":\"k\",\"value\":[1,2]}\n".utf8)
    for format in [HistoryFormat.jsonLines, .jepsenLog, .keyValueLog] {
      for _ in 0..<1_500 {
        var bytes = seed
        for _ in 0..<(1 + random.below(4)) {
          bytes[random.below(bytes.count)] = UInt8(truncatingIfNeeded: random.next())
        }
        bytes.removeLast(random.below(bytes.count))
        _ = try? History(text: bytes, file: "garbage", format: format)
      }
    }
  }

  @Test func `The form of a file is told by its first bytes`() throws {
    let path = temporaryPath("any")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let recorder = try HistoryRecorder(creating: path)
    let text = recorder.intern(text: "hello")
    _ = recorder.invoke(process: 0, kind: .append, key: "k", argument: text, at: .zero)
    try recorder.close()
    #expect(try History(importing: path).texts == ["hello"])
    try Data("{\"process\":0,\"type\":\"invoke\",\"f\":\"read\"}".utf8)
      .write(to: URL(fileURLWithPath: path))
    #expect(try History(importing: path).operations.count == 1)
  }
}
