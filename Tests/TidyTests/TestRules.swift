/// Tests read as sentences, and suites that need a range say so.
enum TestRules {
  static let all = [sentenceNames, rangeSuites]

  static let sentenceNames = Rule(
    "Every test has a sentence for a name, and every test file has a test",
    trips: ["Tests/FaultsTests/ATests.swift": "@Test func cut() {}"],
    passes: [
      "Tests/FaultsTests/ATests.swift":
        "@Test(\n  \"A cut is healed\", arguments: [1])\nfunc a() {}\n"
        + "@Test func `A cut is seen`() {}"
    ]
  ) { repository in
    repository.swift.filter { $0.path.hasPrefix("Tests/") }.flatMap { file -> [Violation] in
      let places = file.places(of: "@Test", in: file.code)
      if places.isEmpty, file.path.hasSuffix("Tests.swift") {
        return [Violation(file.path, 1, "write a test, or name the file for what it holds")]
      }
      return places.filter { !hasSentence(file, after: $0) }.map {
        Violation(file.path, file.line(of: $0), "write @Test(\"A sentence that can be false\")")
      }
    }
  }

  static let rangeSuites = Rule(
    "A suite that needs a range is serialised",
    trips: ["Tests/RangesTests/CutOnRangeTests.swift": "@Test(\"A cut bites\") func a() {}"],
    passes: ["Tests/RangesTests/CutOnRangeTests.swift": "@Suite(.serialized) struct C {}"]
  ) { repository in
    repository.swift.filter { $0.path.hasSuffix("OnRangeTests.swift") }
      .filter { $0.places(of: ".serialized", in: $0.code).isEmpty }
      .map { Violation($0.path, 1, "write @Suite(.serialized), for ranges share one kernel") }
  }

  private static func hasSentence(_ file: SourceFile, after place: Int) -> Bool {
    let rest = file.bytes[(place + 5)...].drop { $0 == .space || $0 == .newline }
    if let name = rawName(file, after: place) { return isSentence(name) }
    guard rest.first == UInt8(ascii: "(") else { return false }
    let argument = rest.dropFirst().drop { $0 == .space || $0 == .newline }
    guard argument.first == .quote || argument.starts(with: "#\"".utf8) else { return false }
    let name = argument.dropFirst().prefix { $0 != .quote && $0 != .newline }
    return isSentence(name)
  }

  /// What stands in backquotes where the next function's name is written so.
  private static func rawName(_ file: SourceFile, after place: Int) -> ArraySlice<UInt8>? {
    let rest = file.code[place...]
    guard let open = rest.firstIndex(of: .backquote), let brace = rest.firstIndex(of: .brace),
      open < brace, rest[..<open].suffix(5).elementsEqual("func ".utf8)
    else { return nil }
    return file.bytes[(open + 1)...].prefix { $0 != .backquote }
  }

  private static func isSentence(_ name: ArraySlice<UInt8>) -> Bool {
    name.count { $0 == .space } >= 2
  }
}
