import Consistency
import Histories
import Testing
import Vocabulary

/// Histories that are made up for benches are what they are said to be.
@Suite struct TransactionSampleTests {
  @Test(arguments: [TransactionObjects.lists, .registers])
  func `A sample is strict serializable, and its seed makes it again`(
    _ objects: TransactionObjects
  ) {
    let history = TransactionSample(objects, transactions: 2_000).history()
    #expect(history.count == 2_000)
    #expect(history.objects == objects)
    #expect(history.outcomes.contains(.fail) && !history.outcomes.contains(.info))
    var options = CheckOptions()
    options.isLinearizable = objects == .registers
    let check = HistoryCheck(history, options: options)
    #expect(check.result == .valid, "\(check.verdicts)")
    #expect(TransactionSample(objects, transactions: 2_000).history() == history)
    var other = TransactionSample(objects, transactions: 2_000)
    other.seed = 2
    #expect(other.history() != history)
  }

  @Test(arguments: [TransactionObjects.lists, .registers])
  func `One read of a sample that misses a write is found`(_ objects: TransactionObjects) throws {
    let history = TransactionSample(objects, transactions: 2_000).history()
    let lines = try history.jsonLines().split(separator: "\n").map(String.init)
    // The last answer that saw anything, and it saw nothing.
    let seen = objects == .lists ? #/\["r",("\d+"),\[1[\d,]*\]\]/# : #/\["r",("\d+"),\d+\]/#
    let place = try #require(
      lines.lastIndex { $0.contains("\"type\":\"ok\"") && $0.contains(seen) })
    var spoilt = lines
    spoilt[place] = lines[place].replacing(seen, maxReplacements: 1) { "[\"r\",\($0.1),null]" }
    let bytes = Array((spoilt.joined(separator: "\n") + "\n").utf8)
    let other = try TransactionHistory(jsonLines: bytes, file: "spoilt.jsonl")
    #expect(HistoryCheck(other).result == .invalid)
  }
}
