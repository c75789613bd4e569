import Foundation
import Histories
import Testing
import Vocabulary

/// Histories of transactions: what is read is what was written, and nothing else is read.
@Suite struct TransactionHistoryTests {
  private static let lines = """
    {"type":"invoke","process":0,"f":"txn","value":[["append","x",1],["r",2,null]],"time":5}
    {"type":"invoke","process":1,"f":"txn","value":[["r","x",null]],"time":6,"extra":{"a":[1]}}
    {"type":"info","process":"nemesis","f":"start","value":["n1"],"time":6}

    {"type":"ok","process":0,"f":"txn","value":[["append","x",1],["r",2,[]]],"time":7}
    {"type":"invoke","process":2,"f":"txn","value":[["append","x",2],["append",2,-9]],"time":8}
    {"type":"ok","process":1,"f":"txn","value":[["r","x",[1,2,8]]],"time":9}
    {"type":"info","process":2,"f":"txn","value":null,"time":10}
    {"type":"invoke","process":1,"f":"txn","value":[["r","x",null],["append","x",3]],"time":11}
    {"type":"fail","process":1,"f":"txn","value":[["r","x",null],["append","x",3]],"time":12}
    {"type":"invoke","process":3,"f":"txn","value":[["r","x",null],["r",2,null]],"time":13}
    {"type":"ok","process":3,"f":"txn","value":[["r","x",[1,2]],["r",2,null]],"time":14}
    """

  private func read(_ text: String) throws -> TransactionHistory {
    try TransactionHistory(jsonLines: Array(text.utf8), file: "sample")
  }

  private func values(_ history: TransactionHistory, _ micro: Int) -> [Int64] {
    history.list(history.microReferences[micro]).map { history.elementValues[Int($0)] }
  }

  @Test func `JSON lines are read with all that they say`() throws {
    let history = try read(Self.lines)
    #expect(history.objects == .lists)
    #expect(history.count == 5)
    #expect(history.keys == ["x", "2"])
    #expect(history.outcomes == [.ok, .ok, .info, .fail, .ok])
    #expect(history.micros(of: 0) == 0..<2)
    #expect(values(history, history.micros(of: 1).lowerBound) == [1, 2, 8])
    #expect(values(history, history.micros(of: 4).lowerBound) == [1, 2])
    #expect(history.microReferences[1] == TransactionHistory.absent)
    #expect(history.completed(0)?.rawValue == 7)
    #expect(history.invokedAt[1] < history.completedAt[0])
    let (first, second) = (history.micros(of: 1).lowerBound, history.micros(of: 4).lowerBound)
    let parent = history.versionParents[Int(history.microReferences[first])]
    #expect(parent == history.microReferences[second])
  }

  @Test func `Jepsen's EDN is read as the same history as its JSON`() throws {
    let records = """
      #jepsen.history.Op{:index 0, :time 5, :type :invoke, :process 0, :f :txn,
        :value [[:append :x 1] [:r 2 nil]]}
      {:type :invoke, :process 1, :f :txn, :value [[:r :x nil]], :time 6}
      {:type :info, :process :nemesis, :f :start, :value {"n1" #{"n2"}}, :time 6}
      {:type :ok, :process 0, :f :txn, :value [[:append :x 1] [:r 2 []]], :time 7}
      {:type :invoke, :process 2, :f :txn, :value [[:append :x 2] [:append 2 -9]], :time 8}
      {:type :ok, :process 1, :f :txn, :value [[:r :x [1 2 8]]], :time 9}
      {:type :info, :process 2, :f :txn, :value [[:append :x 2] [:append 2 -9]], :time 10}
      {:type :invoke, :process 1, :f :txn, :value [[:r :x nil] [:append :x 3]], :time 11}
      {:type :fail, :process 1, :f :txn, :value [[:r :x nil] [:append :x 3]], :time 12}
      {:type :invoke, :process 3, :f :txn, :value [[:r :x nil] [:r 2 nil]], :time 13}
      {:type :ok, :process 3, :f :txn, :value [[:r :x [1 2]] [:r 2 nil]], :time 14}
      """
    let history = try read(Self.lines)
    #expect(try TransactionHistory(edn: records, file: "sample") == history)
    #expect(try TransactionHistory(edn: "[\(records)]", file: "sample") == history)
    let error = #expect(throws: HistoryError.self) {
      try TransactionHistory(edn: "\n {:type :ok, :process 0, :f :txn, :value 7}", file: "sample")
    }
    let words = error?.description ?? ""
    #expect(words.hasPrefix("sample:2:42: error: expected a vector"), "\(words)")
  }

  @Test func `Written as JSON lines or as blocks and read again it is the same`() throws {
    let path = temporaryPath("transactions.cyt")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let registers = """
      {"type":"invoke","process":0,"f":"txn","value":[["w","x","a\\"b"],["r","y",null]],"time":5}
      {"type":"ok","process":0,"f":"txn","value":[["w","x","a\\"b"],["r","y",null]],"time":7}
      {"type":"invoke","process":0,"f":"txn","value":[["r","x",null],["r","y",null]],"time":8}
      {"type":"ok","process":0,"f":"txn","value":[["r","x","a\\"b"],["r","y","c"]],"time":9}
      {"type":"invoke","process":1,"f":"txn","value":[["w","y","c"]],"time":10}
      """
    for text in [Self.lines, registers, ""] {
      let history = try read(text)
      #expect(try read(try history.jsonLines()) == history)
      try history.write(to: path)
      #expect(try TransactionHistory(reading: path) == history)
      #expect(try TransactionHistory(importing: path) == history)
    }
  }

  @Test func `Random histories survive the block file whatever was seen and written when`() throws {
    let path = temporaryPath("random.cyt")
    defer { try? FileManager.default.removeItem(atPath: path) }
    var random = SeededRandom(seed: 4)
    for round in 0..<60 {
      let history = Self.random(round % 2 == 0 ? .lists : .registers, &random)
      try history.write(to: path)
      #expect(try TransactionHistory(reading: path) == history, "round \(round)")
    }
  }

  private static func random(
    _ objects: TransactionObjects, _ random: inout SeededRandom
  ) -> TransactionHistory {
    var builder = TransactionBuilder()
    _ = builder.settle(objects)
    var open: [Int] = []
    for event in 0..<80 {
      let now = Nanoseconds(rawValue: Int64(event) * 1_000_003)
      if open.isEmpty || random.below(2) == 0 {
        open.append(builder.begin(process: random.below(9) - 4, at: now))
        for _ in 0..<random.below(4) {
          let key = builder.key(Int64(random.below(5)))
          let value = Int64(random.below(200)) - 20
          if random.below(2) == 0 { builder.read(key) } else { builder.write(key, value) }
        }
        continue
      }
      let transaction = open.remove(at: random.below(open.count))
      let outcome: Outcome = [.ok, .ok, .fail, .info][random.below(4)]
      builder.complete(transaction, outcome, at: now)
      guard outcome == .ok else { continue }
      for micro in builder.history.micros(of: transaction)
      where builder.history.microKinds[micro] == .read {
        if random.below(4) == 0 {
          builder.seeAbsent(micro)
        } else if objects == .lists {
          builder.see(micro, list: (0..<random.below(4)).map { _ in Int64(random.below(5)) })
        } else {
          builder.see(micro, value: Int64(random.below(200)))
        }
      }
    }
    return builder.history
  }

  @Test func `Cut at any byte or with any bit flipped a prefix is left, or an error`() throws {
    let path = temporaryPath("whole.cyt")
    let broken = temporaryPath("broken.cyt")
    defer {
      try? FileManager.default.removeItem(atPath: path)
      try? FileManager.default.removeItem(atPath: broken)
    }
    try read(Self.lines).write(to: path)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    for length in 0..<bytes.count {
      try bytes.prefix(length).write(to: URL(fileURLWithPath: broken))
      let history = try TransactionHistory(reading: broken)
      #expect(history.count == 0 && !history.endedCleanly)
      #expect(history.bytesCut == (length < 32 ? length : length - 32))
    }
    for place in 32..<bytes.count {
      var wrong = bytes
      wrong[place] ^= UInt8(1 << (place % 8))
      try wrong.write(to: URL(fileURLWithPath: broken))
      #expect(try TransactionHistory(reading: broken).count == 0, "bit in byte \(place)")
    }
    try Data("{\"f\":\"txn\"}".utf8).write(to: URL(fileURLWithPath: broken))
    let error = #expect(throws: HistoryError.self) { try TransactionHistory(reading: broken) }
    #expect(error?.description.contains("7b 22") == true)
  }

  @Test(arguments: [
    ("{\"process\":0,\"type\":\"ok\"}", 1, 26, "process, type and f"),
    ("\n{\"process\":0,\"f\":\"txn\",\"type\":\"begin\"}", 2, 31, "\"invoke\""),
    ("{\"process\":0,\"f\":\"txn\",\"value\":[[\"x\",1,2]]}", 1, 34, "\"r\", \"append\" or \"w\""),
    ("{\"process\":0,\"f\":\"txn\",\"value\":[[\"append\",1,null]]}", 1, 49, "needs one value"),
    (
      "{\"process\":0,\"f\":\"txn\",\"value\":[[\"append\",1,1],[\"w\",1,2]]}", 1, 52,
      "both lists and registers"
    ),
    (
      "{\"process\":0,\"f\":\"txn\",\"value\":[[\"w\",1,1],[\"w\",1,\"a\"]]}", 1, 53,
      "a text among whole numbers"
    ),
    ("{\"process\":0,\"f\":\"txn\",\"type\":\"ok\",\"value\":[]}", 1, 47, "has not invoked"),
    ("{\"process\":0,\"f\":\"txn\",\"type\":\"invoke\"}", 1, 40, "its micro-operations"),
    (
      "{\"process\":0,\"f\":\"txn\",\"type\":\"invoke\",\"value\":[[\"r\",1,null]]}\n"
        + "{\"process\":0,\"f\":\"txn\",\"type\":\"ok\",\"value\":[[\"r\",2,[]]]}", 2, 57,
      "not those of its invocation"
    ),
  ])
  func `A malformed line is named with its column and what was expected`(
    _ text: String, _ line: Int, _ column: Int, _ expected: String
  ) throws {
    let error = #expect(throws: HistoryError.self) { try read(text) }
    guard case .malformed(let diagnostic)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(diagnostic.position.line == line)
    #expect(diagnostic.position.column == column, "\(diagnostic)")
    #expect(diagnostic.message.contains(expected), "\(diagnostic)")
  }

  @Test func `Garbage of any kind is refused without a crash`() throws {
    var random = SeededRandom(seed: 8)
    let text = Array(Self.lines.utf8)
    for _ in 0..<1_000 {
      var bytes = text
      for _ in 0..<1 + random.below(4) {
        bytes[random.below(bytes.count)] = UInt8(truncatingIfNeeded: random.next())
      }
      bytes.removeLast(random.below(bytes.count))
      _ = try? TransactionHistory(jsonLines: bytes, file: "garbage")
    }
  }
}
