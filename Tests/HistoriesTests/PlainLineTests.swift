import Foundation
import Histories
import Testing
import Vocabulary

/// The fast way through JSON lines against the thorough one.
@Suite struct PlainLineTests {
  private static func sample() -> History {
    var sample = RegisterSample(operations: 5_000, clients: 12, keys: 40)
    sample.swaps = 0.3
    sample.unanswered = 0.02
    return sample.history()
  }

  private static func imported(_ text: String) throws -> History {
    let path = temporaryPath("lines.jsonl")
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return try History(importing: path)
  }

  @Test func `A history written as JSON lines and read again is the same`() throws {
    let history = Self.sample()
    #expect(try Self.imported(try history.jsonLines()) == Self.renamed(history))
  }

  /// Keys in order of first use, as an import numbers them.
  private static func renamed(_ history: History) -> History {
    var result = history
    result.keys = []
    var numbers: [UInt32: UInt32] = [:]
    for place in result.operations.indices {
      let key = result.operations[place].key
      let number = numbers[key] ?? UInt32(result.keys.count)
      if numbers[key] == nil {
        numbers[key] = number
        result.keys.append(history.keys[Int(key)])
      }
      result.operations[place].key = number
    }
    return result
  }

  /// The same events written in ways that only the thorough reader takes.
  @Test(arguments: [
    ("\"process\":", "\"more\":[1,{\"a\":null}],\"process\":"),
    ("\"process\":", "   \"process\"    :   "),
    ("\"type\":\"ok\"", "\"type\":\"ok\",\"error\":null"),
  ])
  func `Lines that are not plain mean the same`(_ plain: String, _ other: String) throws {
    let text = try Self.sample().jsonLines()
    let changed = text.replacingOccurrences(of: plain, with: other)
    #expect(changed != text)
    let history = try Self.imported(changed)
    if !other.contains("error") { #expect(history == (try Self.imported(text))) }
    #expect(history.operations.count == 5_000)
  }

  @Test(arguments: [" ", ", "])
  func `Blanks after colons and commas change nothing`(_ blank: String) throws {
    let text = try Self.sample().jsonLines()
    let spaced =
      blank == " "
      ? text.replacingOccurrences(of: ":", with: ": ")
      : text.replacingOccurrences(of: ",\"", with: ", \"")
    #expect(try Self.imported(spaced) == (try Self.imported(text)))
  }

  @Test func `Keys that are numbers are their digits`() throws {
    let text = try Self.sample().jsonLines()
    let digits = text.replacingOccurrences(
      of: "\"key\":\"k([0-9]+)\"", with: "\"key\":$1", options: .regularExpression)
    let history = try Self.imported(digits)
    #expect(history.operations == (try Self.imported(text)).operations)
    #expect(history.keys.allSatisfy { Int($0) != nil })
  }

  /// Line and column of a mistake far from the start, where pieces of the file have been passed.
  @Test(arguments: [
    ("\"type\":\"ok\"", "\"type\":\"okay\""), ("\"time\":", "\"time\":1.5,\"x\":"),
    ("\"process\":", "\"process\":99999999999999999999"),
  ])
  func `A mistake in a late line is told with its line`(_ right: String, _ wrong: String) throws {
    var lines = try Self.sample().jsonLines().split(separator: "\n").map(String.init)
    let place = try #require(lines.indices.last { lines[$0].contains(right) && $0 < 9_000 })
    lines[place] = lines[place].replacingOccurrences(of: right, with: wrong)
    let text = lines.joined(separator: "\n") + "\n"
    let error = #expect(throws: HistoryError.self) { try Self.imported(text) }
    #expect(error?.description.contains(":\(place + 1):") == true, "\(String(describing: error))")
  }

  @Test func `A process that is invoked twice is refused in a late line too`() throws {
    var lines = try Self.sample().jsonLines().split(separator: "\n").map(String.init)
    let place = try #require(lines.indices.last { lines[$0].contains("invoke") && $0 < 9_000 })
    lines.insert(lines[place], at: place + 1)
    let error = #expect(throws: HistoryError.self) {
      try Self.imported(lines.joined(separator: "\n") + "\n")
    }
    #expect(error?.description.contains("invoked again") == true)
    #expect(error?.description.contains(":\(place + 2):") == true)
  }

  @Test func `A block file larger than any piece is read back whole`() throws {
    let path = temporaryPath("large.cyh")
    defer { try? FileManager.default.removeItem(atPath: path) }
    var sample = RegisterSample(operations: 30_000, clients: 7, keys: 30)
    sample.swaps = 0.2
    try sample.record(to: path)
    let history = try History(reading: path)
    #expect(history.bytesCut == 0 && history.endedCleanly)
    #expect(history == Self.renamed(sample.history()))
  }
}
