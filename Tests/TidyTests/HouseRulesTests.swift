import Testing

@Suite struct HouseRulesTests {
  @Test("The repository keeps the house rule", arguments: HouseRules.all)
  func repositoryKeeps(rule: Rule) {
    let found = rule.find(.here)
    let report = found.prefix(40).map(\.description).joined(separator: "\n")
    #expect(found.isEmpty, "\(found.count) places break “\(rule.name)”:\n\(report)")
  }

  @Test("The house rule trips on its control", arguments: HouseRules.all)
  func ruleTrips(rule: Rule) {
    #expect(!rule.find(Repository(rule.trips)).isEmpty)
  }

  @Test("The house rule lets its counter-example pass", arguments: HouseRules.all)
  func ruleLetsPass(rule: Rule) {
    #expect(rule.find(Repository(rule.passes)).map(\.description) == [])
  }

  @Test("A phrase trips only where it is banned", arguments: BannedPhrase.all)
  func phraseTrips(phrase: BannedPhrase) {
    let path = "Sources/\(phrase.exampleModule)/Example.swift"
    let asCode = "let a = 1\n  \(phrase.isComment ? "// " : "")\(phrase.text)\n"
    let asText = "let a = \"\(phrase.text)\"\n"
    #expect(phrase.find(SourceFile(path: path, text: asCode)).map(\.line) == [2])
    #expect(phrase.find(SourceFile(path: path, text: asText)).isEmpty)
  }

  @Test("The walk finds this file, so a wrong root cannot make every rule pass")
  func walkFindsSources() {
    #expect(Repository.here["Sources/Vocabulary/Plan.swift"] != nil)
    #expect(Repository.here.swift.count > 20)
  }
}

@Suite struct SwiftScannerTests {
  @Test(
    "Only code stays code",
    arguments: [
      ("a // b", "a     "), ("a /* b /* c */ d */ e", "a                   e"),
      (#""try!" x"#, #""    " x"#), (#""\(try! f("b"))" x"#, #""  try! f(" ") " x"#),
      ("\"\"\"\n try!\n \"\"\" x", "\"\"\"\n     \n \"\"\" x"), (##"#"a"b"# x"##, ##"#"   "# x"##),
      (#""a\"b" x"#, #""    " x"#), ("func `a // b`()", "func `      `()"),
      ("\"open\nnext", "\"    \nnext"),
    ])
  func codeStays(text: String, code: String) {
    #expect(String(decoding: SwiftScanner(text).code, as: UTF8.self) == code)
  }

  @Test("Only comments stay comments")
  func commentsStay() {
    let comments = SwiftScanner("a // b \"c\"\nd").comments
    #expect(String(decoding: comments, as: UTF8.self) == "  // b \"c\"\n ")
  }
}
