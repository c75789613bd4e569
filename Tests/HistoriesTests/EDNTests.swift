import Histories
import Testing
import Vocabulary

@Suite struct EDNTests {
  private static let nowhere = SourcePosition(line: 0, column: 0)

  private func value(_ form: EDNForm) -> EDNValue { EDNValue(form, at: Self.nowhere) }

  private func read(_ text: String) throws -> EDNForm? {
    var reader = EDNReader(text: text, file: "sample")
    return try reader.next()?.form
  }

  @Test(arguments: [
    ("nil", EDNForm.null), ("true", .bool(true)), ("false", .bool(false)),
    ("0", .integer(0)), ("-12", .integer(-12)), ("+7", .integer(7)), ("7N", .integer(7)),
    ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
    ("9223372036854775808", .wide("9223372036854775808")), ("0x1f", .integer(31)),
    ("3.5", .decimal(3.5)), ("-1e3", .decimal(-1000)), ("2.5M", .decimal(2.5)),
    ("1/4", .decimal(0.25)), ("##Inf", .decimal(.infinity)), ("##-Inf", .decimal(-.infinity)),
    ("\"a \\\"b\\\" \\u00e9\\n\"", .string("a \"b\" é\n")), ("\"\"", .string("")),
    ("\"\\ud83d\\ude00\"", .string("😀")),
    ("\\a", .character("a")), ("\\newline", .character("\n")), ("\\u00e9", .character("é")),
    ("\\(", .character("(")), ("\\é", .character("é")),
    (":ok", .keyword("ok")), (":a.b/c-d", .keyword("a.b/c-d")), ("foo/bar", .symbol("foo/bar")),
    ("-", .symbol("-")), ("...", .symbol("...")),
  ])
  func `A form of each kind is read`(_ text: String, _ form: EDNForm) throws {
    #expect(try read(text) == form)
    #expect(try read(" ,; a comment\n\(text) ") == form)
    #expect(try read("[\(text)]") == .vector([value(form)]))
  }

  @Test func `Collections, tags and what is left out`() throws {
    let one = value(.integer(1))
    let two = value(.integer(2))
    #expect(try read("(1 2)") == .list([one, two]))
    #expect(try read("#{1,2}") == .set([one, two]))
    #expect(try read("[1 #_ #_ 5 6 2 #_ 7]") == .vector([one, two]))
    #expect(try read("{1 2}") == .map([EDNEntry(key: one, value: two)]))
    #expect(
      try read("#inst \"1985-04-12\"") == .tagged("inst", value(.string("1985-04-12"))))
    let named = try read("#:a{:b 1 :_/c 2 :d/e 1}")
    let keys = ["a/b", "c", "d/e"].map { value(.keyword($0)) }
    #expect(
      named
        == .map([
          EDNEntry(key: keys[0], value: one), EDNEntry(key: keys[1], value: two),
          EDNEntry(key: keys[2], value: one),
        ]))
  }

  @Test func `A record of Jepsen is its map, and each form knows its place`() throws {
    var reader = EDNReader(
      text: """
        ; a history
        #jepsen.history.Op{:index 0, :process 3, :type :ok,
          :f :txn, :value [[:append 8 1] [:r 8 [1]]], :error #object[x 0x1a "y"]}
        """, file: "history.edn")
    let record = try #require(try reader.next())
    #expect(record.position == SourcePosition(line: 2, column: 1))
    let map = record.untagged
    #expect(map["process"]?.whole == 3)
    #expect(map["type"]?.keyword == "ok")
    #expect(map["missing"] == nil)
    let steps = try #require(map["value"]?.elements)
    #expect(steps[0].elements?.map(\.form) == [.keyword("append"), .integer(8), .integer(1)])
    #expect(steps[1].position == SourcePosition(line: 3, column: 34))
    #expect(try reader.next() == nil)
    let error = reader.error(steps[1], expected: "a number")
    #expect(
      error.description
        == "history.edn:3:34: error: expected a number\n  hint: found a vector")
  }

  @Test(arguments: ["1 2 3", "[1 2 3]", "(1 2) 3", "[] [1] [2 3] ;end", "; x\n[1 2 3\n]"])
  func `A vector that holds all is entered`(_ text: String) throws {
    var reader = EDNReader(text: text, file: "sample")
    var found: [Int64?] = []
    while let element = try reader.nextElement() { found.append(element.whole) }
    #expect(found == [1, 2, 3])
  }

  @Test func `Pieces of any size give the same forms`() throws {
    let text = "#a.b{:k \"é\\n\" ; c\n :l [1 -2.5 \\newline #{nil}]}\n{:x #_ y 3}"
    let bytes = Array(text.utf8)
    var whole = EDNReader(text: text, file: "sample")
    let expected = [try whole.next(), try whole.next()]
    #expect(expected[1]?["x"]?.whole == 3)
    for size in 1...bytes.count {
      var place = 0
      var reader = EDNReader(file: "sample") { () throws(HistoryError) -> [UInt8] in
        defer { place += size }
        return place < bytes.count ? Array(bytes[place..<min(place + size, bytes.count)]) : []
      }
      let found = [try reader.next(), try reader.next()]
      #expect(found == expected, "pieces of \(size)")
      #expect(found.map { $0?.position } == expected.map { $0?.position })
      #expect(try reader.next() == nil)
    }
  }

  @Test(arguments: [
    ("[1 2", 1, 5, "']' for what was opened in line 1, column 1"),
    ("[1 2}", 1, 5, "']' for what was opened"),
    ("\n {:a}", 2, 3, "a value after a map's last key"),
    ("\"abc", 1, 5, "the closing '\"' of the string that began in line 1, column 1"),
    ("\"\\q\"", 1, 3, "an escape"),
    ("\"\\u00g0\"", 1, 6, "four hexadecimal digits"),
    ("\"\\ud800x\"", 1, 8, "surrogate"),
    ("12x", 1, 1, "a number"), ("007", 1, 1, "a number"), ("1/0", 1, 1, "a number"),
    ("1.2.3", 1, 1, "a number"),
    (": a", 1, 2, "a keyword's name"), ("::a", 1, 2, "a keyword's name"),
    ("\\bogus", 1, 1, "a character"), ("\\", 1, 2, "a character"),
    ("##Foo", 1, 3, "Inf"), ("#", 1, 2, "a tag"), ("#tag", 1, 5, "the tag #tag is about"),
    ("#_", 1, 3, "leaves out"), ("#:a [1]", 1, 5, "'{'"),
    (")", 1, 1, "nothing is open"), ("^a b", 1, 1, "a form"), ("@", 1, 1, "a form"),
    (String(repeating: "[", count: 4_000), 1, 129, "nested less than 128"),
    (String(repeating: "#_", count: 4_000) + "a", 1, 257, "nested less than 128"),
    (String(repeating: "#a ", count: 4_000), 1, 385, "nested less than 128"),
  ])
  func `What is malformed is named with its place`(
    _ text: String, _ line: Int, _ column: Int, _ expected: String
  ) throws {
    let error = #expect(throws: HistoryError.self) { try read(text) }
    guard case .malformed(let diagnostic)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(diagnostic.file == "sample")
    #expect(diagnostic.position == SourcePosition(line: line, column: column), "\(diagnostic)")
    #expect(diagnostic.message.contains(expected), "\(diagnostic)")
  }

  @Test func `Garbage of any kind is refused without a crash`() {
    let seed = Array("#op{:a [1 -2 3.5e1 \"x\\n\" \\u00e9] :b #{nil true}, :c/d #_ (e) 0x1f}".utf8)
    var random = SeededRandom(seed: 5)
    for _ in 0..<4_000 {
      var bytes = seed
      for _ in 0..<(1 + random.below(5)) {
        bytes[random.below(bytes.count)] = UInt8(truncatingIfNeeded: random.next())
      }
      bytes.removeLast(random.below(bytes.count))
      var reader = EDNReader(text: bytes, file: "garbage")
      var forms = 0
      while (try? reader.nextElement()) != nil, forms < 100 { forms += 1 }
      #expect(forms < 100)
    }
  }
}
