import Foundation
import Histories
import Testing
import Vocabulary

/// Jepsen's histories as EDN and as JSON, and the way back.
@Suite struct JepsenImportTests {
  private func edn(_ text: String) throws -> History {
    try History(text: Array(text.utf8), file: "history.edn", format: .edn)
  }

  private func json(_ text: String) throws -> History {
    try History(text: Array(text.utf8), file: "history.json", format: .jepsenJSON)
  }

  @Test func `Registers with and without keys, and a nemesis that is counted`() throws {
    let history = try edn(
      """
      {:type :invoke, :f :write, :value [5 1], :process 0, :time 10, :index 0}
      {:type :info, :f :start, :process :nemesis, :time 11, :value nil, :index 1}
      #jepsen.history.Op{:index 2, :time 12, :type :ok, :process 0, :f :write, :value [5 1]}
      {:type :invoke, :f :cas, :value [5 [1 2]], :process 1, :time 13, :index 3}
      {:type :fail, :f :cas, :value [5 [1 2]], :process 1, :time 14, :index 4}
      {:type :invoke, :f :cas, :value [5 [1 2]], :process 1, :time 15, :index 5}
      {:type :fail, :f :cas, :value [5 [1 2]], :process 1, :time 16, :error :timeout, :index 6}
      {:type :invoke, :f :read, :value [5 nil], :process 2, :time 17, :index 7}
      {:type :ok, :f :read, :value [5 1], :process 2, :time 18, :index 8}
      {:type :invoke, :f :read, :value nil, :process 2, :time 19, :index 9}
      """)
    #expect(history.keys == ["5", "register"])
    #expect(history.eventsLeftOut == 1)
    #expect(history.operations.map(\.outcome) == [.ok, .ok, .fail, .ok, .info])
    #expect(history.operations[1].matched == false)
    #expect(history.operations[1].expected == 1)
    #expect(history.operations[3].value == 1)
    #expect(history.operations[3].completedNs?.rawValue == 18)
  }

  @Test func `The workloads of collections`() throws {
    let history = try edn(
      """
      [{:type :invoke, :f :transfer, :process 0, :value {:from 0, :to 1, :amount 5}}
       {:type :ok, :f :transfer, :process 0, :value {:from 0, :to 1, :amount 5}}
       {:type :invoke, :f :read, :process 1, :value nil}
       {:type :ok, :f :read, :process 1, :value {0 5, 1 nil}}
       {:type :invoke, :f :read, :process 1, :value ["k" nil]}
       {:type :ok, :f :read, :process 1, :value ["k" #{3 4}]}
       {:type :invoke, :f :write, :process 2, :value [[:w 7 1]]}
       {:type :invoke, :f :read, :process 3, :value [[:r 7 nil] [:r 8 nil]]}
       {:type :ok, :f :read, :process 3, :value [[:r 7 1] [:r 8 nil]]}
       {:type :invoke, :f :drain, :process 4}
       {:type :ok, :f :drain, :process 4, :value (1 2 3)}
       {:type :invoke, :f :acquire, :process 5, :value nil}]
      """)
    let operations = history.operations
    #expect(history.argumentList(operations[0]) == HistoryList(.transfer, [0, 1, 5]))
    #expect(history.valueList(operations[1]) == HistoryList(.map, [0, 5, 1, HistoryList.absent]))
    #expect(history.keyName(operations[2]) == "k")
    #expect(history.valueList(operations[2]) == HistoryList(.elements, [3, 4]))
    #expect(history.argumentList(operations[3]) == HistoryList(.writes, [7, 1]))
    #expect(
      history.valueList(operations[4]) == HistoryList(.reads, [7, 1, 8, HistoryList.absent]))
    #expect(history.valueList(operations[5]) == HistoryList(.elements, [1, 2, 3]))
    #expect(operations[6].kind == .acquire && operations[6].outcome == .info)
    #expect(history.label(of: operations[0]) == "transfer 5 from 0 to 1")
    #expect(history.label(of: operations[1]) == "read → {0: 5, 1: nil}")
  }

  @Test func `JSON means the same, as an array or line by line`() throws {
    let lines = [
      #"{"index":0,"type":"invoke","f":"write","value":["k",1],"process":0,"time":1}"#,
      #"{"index":1,"type":"info","f":"start","value":null,"process":"nemesis","time":2}"#,
      #"{"index":2,"type":"ok","f":"write","value":["k",1],"process":0,"time":3}"#,
      #"{"index":3,"type":"invoke","f":"read","value":["k",null],"process":1,"time":4}"#,
      #"{"index":4,"type":"ok","f":"read","value":["k",{"0":3,"1":null}],"process":1,"time":5}"#,
    ]
    let array = try json("[\n" + lines.joined(separator: ",\n") + "\n]\n")
    #expect(array == (try json(lines.joined(separator: "\n"))))
    #expect(array.operations.count == 2)
    #expect(array.eventsLeftOut == 1)
    #expect(
      array.valueList(array.operations[1]) == HistoryList(.map, [0, 3, 1, HistoryList.absent]))
    #expect(try json("[]").operations.isEmpty)
  }

  @Test(arguments: [
    ("{:type :ok, :f :read, :process 0}", "process 0 completes"),
    ("{:type :begin, :f :read, :process 0}", "invoke, ok, fail or info"),
    ("{:type :invoke, :f :pop, :process 0}", "one of read, write"),
    ("{:type :invoke, :f :write, :process 0, :value nil}", "a value for write"),
    ("{:type :invoke, :f :cas, :process 0, :value 3}", "[expected new]"),
    ("{:type :invoke, :f :cas, :process 0, :value [1 nil]}", "a new value that is no nil"),
    ("{:type :invoke, :f :write, :process 0, :value 1.5}", "a whole number, a text or nil"),
    ("{:type :invoke, :f :transfer, :process 0, :value {:from 1}}", "the transfer's to"),
    ("{:type :invoke, :f :txn, :process 0, :value [[:w 1 1] [:w 2 1]]}", "one write"),
    ("{:f :read, :process 0}", "the member :type"),
    ("[1 2]", "a map with an event's members"),
  ])
  func `A wrong event is named with its place`(_ text: String, _ expected: String) throws {
    let good = "{:type :invoke, :f :read, :process 9}\n"
    let error = #expect(throws: HistoryError.self) { try edn(good + text) }
    guard case .malformed(let diagnostic)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(diagnostic.position.line == 2)
    #expect(diagnostic.message.contains(expected), "\(diagnostic)")
  }

  @Test(arguments: [
    ("[{\"process\":\"n\"} {}]", "','"), ("[{\"a\" 1}]", "':'"),
    ("[{\"a\":1,}]", "a member's name"),
    ("[nil]", "a JSON value"), ("[{\"a\":[1,]}]", "a JSON value"), ("[", "a JSON value"),
    (String(repeating: "[", count: 300), "nested less than 128"),
  ])
  func `JSON that is none is named with what was expected`(
    _ text: String, _ expected: String
  ) throws {
    let error = #expect(throws: HistoryError.self) { try json(text) }
    #expect(error?.description.contains(expected) == true, "\(String(describing: error))")
  }

  @Test func `Numbers and texts do not mix, and the later is named`() throws {
    let text = """
      {:type :invoke, :f :add, :process 0, :value 1}
      {:type :invoke, :f :add, :process 1, :value "a"}
      """
    let error = #expect(throws: HistoryError.self) { try edn(text) }
    #expect(error?.description.contains("history.edn:2:45") == true, "\(String(describing: error))")
  }

  /// Every fixture of the project: each operation of each kind, in order.
  private static var fixtures: [(String, [UInt8])] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Fixtures/histories")
    return ["valid", "invalid", "unknown"].flatMap { verdict in
      let path = folder.appendingPathComponent(verdict)
      let names = (try? FileManager.default.contentsOfDirectory(atPath: path.path)) ?? []
      return names.sorted().compactMap { name in
        let data = try? Data(contentsOf: path.appendingPathComponent(name))
        let bytes = data.map { [UInt8]($0) } ?? []
        let isTransactional = String(decoding: bytes, as: UTF8.self).contains("\"txn\"")
        return isTransactional ? nil : (name, bytes)
      }
    }
  }

  @Test func `Every history is the same after a way through each form`() throws {
    #expect(Self.fixtures.count > 40)
    let path = temporaryPath("way.cyh")
    defer { try? FileManager.default.removeItem(atPath: path) }
    for (name, bytes) in Self.fixtures {
      let history = try History(text: bytes, file: name, format: .jsonLines)
      let lines = try History(
        text: Array(try history.jsonLines().utf8), file: name, format: .jsonLines)
      #expect(lines == history, "\(name) as JSON lines")
      #expect(try edn(history.edn()) == history, "\(name) as EDN")
      try history.write(to: path)
      #expect(try History(importing: path) == history, "\(name) as blocks")
    }
  }

  @Test func `Collections of any length survive a block file, and a tail sees them`() throws {
    let path = temporaryPath("lists.cyh")
    defer { try? FileManager.default.removeItem(atPath: path) }
    var history = History()
    history.keys = ["s"]
    for count in [0, 1, 2, 3, 4, 7, 5_000] {
      let number = history.invoke(
        process: count, kind: .read, key: 0, at: .milliseconds(count))
      let elements = (0..<count).map { Int64($0) * -7 }
      history.complete(
        number, outcome: .ok, list: HistoryList(.elements, elements), at: .milliseconds(count))
    }
    try history.write(to: path)
    #expect(try History(reading: path) == history)
    var tail = HistoryTail(path: path)
    let events = try tail.read()
    #expect(events == history.followedEvents)
    #expect(events.last?.completion?.list?.elements.count == 5_000)
  }

  @Test func `The form of a text is told by how it begins`() {
    let forms: [(String, HistoryFormat)] = [
      ("{:type :invoke, :f :read}", .edn), ("#jepsen.history.Op{:index 0}", .edn),
      ("[{:index 0}]", .edn), ("; c\n{:a 1}", .edn), ("[\n {\"index\":0}]", .jepsenJSON),
      ("[]", .jepsenJSON), ("{\"index\":0,\"process\":1}", .jepsenJSON),
      ("{\"process\":1,\"type\":\"ok\"}", .jsonLines), ("INFO  jepsen.util - 1", .jepsenLog),
      ("{:process 0, :type :invoke, :f :get, :key \"1\", :value nil}", .keyValueLog),
      ("{:process 0, :type :invoke, :f :read, :value nil}", .edn),
    ]
    for (text, format) in forms {
      #expect(HistoryFormat(detecting: Array(text.utf8)) == format, "\(text)")
    }
  }

  @Test func `A part keeps whole operations of its time, numbers and keys`() throws {
    var history = History()
    history.keys = ["a", "b"]
    for turn in 0..<6 {
      let number = history.invoke(
        process: turn, kind: .write, key: UInt32(turn % 2), argument: Int64(turn),
        at: .seconds(100 + turn))
      history.complete(number, outcome: .ok, at: .seconds(200))
    }
    var part = History.Part()
    part.from = .seconds(1)
    part.until = .seconds(4)
    #expect(history.cut(to: part).operations.map(\.argument) == [1, 2, 3])
    #expect(history.cut(to: part).operations.allSatisfy { $0.outcome == .ok })
    part.keys = ["b"]
    #expect(history.cut(to: part).keys == ["b"])
    part = History.Part()
    part.numbers = 4..<6
    #expect(history.cut(to: part).operations.map(\.argument) == [4, 5])
    #expect(history.cut(to: History.Part()) == history)
  }

  @Test func `Figures count what is there`() throws {
    let history = try edn(
      """
      {:type :invoke, :f :add, :process 0, :value 1, :time 0}
      {:type :invoke, :f :read, :process 1, :time 5}
      {:type :info, :f :add, :process 0, :value 1, :time 10}
      {:type :fail, :f :read, :process 1, :time 30}
      """)
    let figures = HistoryFigures(history, model: nil)
    #expect((figures.operations, figures.ok, figures.fail, figures.info) == (2, 0, 1, 1))
    #expect(figures.kinds == ["add": 1, "read": 1])
    #expect(figures.concurrency == 2)
    #expect(figures.spanNs.rawValue == 30)
  }
}
