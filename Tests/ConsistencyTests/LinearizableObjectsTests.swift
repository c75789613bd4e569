import Consistency
import Histories
import Testing
import Vocabulary

/// Counters, sets and queues of whole histories.
@Suite struct LinearizableObjectsTests {
  private static func history(_ lines: String) throws -> History {
    let text = lines.split(separator: "\n").enumerated().map { place, line in
      "{\(line),\"key\":\"k\",\"time\":\(place)}\n"
    }.joined()
    return try History(text: Array(text.utf8), file: "sample.jsonl", format: .jsonLines)
  }

  private static func event(
    _ process: Int, _ type: String, _ function: String, _ value: String
  ) -> String {
    "\"process\":\(process),\"type\":\"\(type)\",\"f\":\"\(function)\",\"value\":\(value)\n"
  }

  @Test func `A queue that hands out the second before the first is invalid`() throws {
    func lines(_ first: String, _ second: String) -> String {
      Self.event(0, "invoke", "enqueue", "1") + Self.event(0, "ok", "enqueue", "1")
        + Self.event(0, "invoke", "enqueue", "2") + Self.event(0, "ok", "enqueue", "2")
        + Self.event(1, "invoke", "dequeue", "null") + Self.event(1, "ok", "dequeue", first)
        + Self.event(1, "invoke", "dequeue", "null") + Self.event(1, "ok", "dequeue", second)
    }
    let checker = LinearizableObjects(.queue)
    #expect(checker.check(try Self.history(lines("1", "2"))).result == .valid)
    let verdict = checker.check(try Self.history(lines("2", "1")))
    #expect(verdict.result == .invalid)
    let anomaly = try #require(verdict.anomalies.first)
    #expect(anomaly.key == "k" && anomaly.witness.count == 4)
    #expect(anomaly.witness.count { $0.isImpossible } == 1)
  }

  @Test func `A set's read that misses an element added before it is invalid`() throws {
    func lines(_ seen: String) -> String {
      Self.event(0, "invoke", "add", "1") + Self.event(0, "ok", "add", "1")
        + Self.event(1, "invoke", "add", "2") + Self.event(0, "invoke", "read", "null")
        + Self.event(0, "ok", "read", seen) + Self.event(1, "info", "add", "2")
    }
    let checker = LinearizableObjects(.set)
    for seen in ["[1]", "[1,2]"] {
      #expect(checker.check(try Self.history(lines(seen))).result == .valid, "\(seen)")
    }
    for seen in ["[]", "[2]", "[1,3]"] {
      #expect(checker.check(try Self.history(lines(seen))).result == .invalid, "\(seen)")
    }
  }

  @Test func `A counter's read that forgets what was added before it is invalid`() throws {
    func lines(_ seen: Int) -> String {
      Self.event(0, "invoke", "add", "5") + Self.event(0, "ok", "add", "5")
        + Self.event(1, "invoke", "add", "2") + Self.event(0, "invoke", "read", "null")
        + Self.event(0, "ok", "read", "\(seen)") + Self.event(1, "ok", "add", "2")
    }
    let checker = LinearizableObjects(.counter)
    let results = try (4...8).map { checker.check(try Self.history(lines($0))).result }
    #expect(results == [.invalid, .valid, .invalid, .valid, .invalid])
  }

  @Test func `What is promised to be linearizable is judged so, and else only as Jepsen does`()
    throws
  {
    // Each value once, and in the wrong order: no queue, though nothing is lost.
    let lines =
      Self.event(0, "invoke", "enqueue", "1") + Self.event(0, "ok", "enqueue", "1")
      + Self.event(0, "invoke", "enqueue", "2") + Self.event(0, "ok", "enqueue", "2")
      + Self.event(1, "invoke", "dequeue", "null") + Self.event(1, "ok", "dequeue", "2")
      + Self.event(1, "invoke", "dequeue", "null") + Self.event(1, "ok", "dequeue", "1")
    let history = try Self.history(lines)
    #expect(HistoryCheck(history).result == .valid)
    var options = CheckOptions()
    options.isLinearizable = true
    let strict = HistoryCheck(history, options: options)
    #expect(strict.result == .invalid)
    #expect(strict.verdicts.map(\.checker).contains("linearizable queue"))
  }
}
