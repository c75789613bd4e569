import Testing

@testable import Commands

/// The pages that the binary writes of itself.
@Suite struct CommandReferenceTests {
  @Test(
    "What is committed is what the binary says; where it is not, make reference writes it anew",
    arguments: ["reference/commands.md", "man/cygnet.1"])
  func committed(path: String) throws {
    let made = try #require(
      ReferenceCommand.files(try CommandInfo.ofTool()).first { $0.path == path })
    let kept = (try? Documents.text("docs/" + path)) ?? ""
    let old = kept.split(separator: "\n", omittingEmptySubsequences: false)
    let new = made.text.split(separator: "\n", omittingEmptySubsequences: false)
    let place = zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }?.offset
    #expect(
      kept == made.text,
      "docs/\(path) differs from line \((place ?? min(old.count, new.count)) + 1): make reference")
  }

  @Test("A command, an option or a word that changes changes both pages")
  func changes() throws {
    let tool = try CommandInfo.ofTool()
    let before = ReferenceCommand.files(tool).map(\.text)
    var word = tool
    word.subcommands[0].abstract += " Perhaps."
    var option = tool
    option.subcommands[0].arguments[0].usual = "another"
    var command = tool
    command.subcommands.removeFirst()
    for changed in [word, option, command] {
      let after = ReferenceCommand.files(changed).map(\.text)
      #expect(zip(before, after).allSatisfy { $0 != $1 })
    }
  }

  @Test("Every command that help shows has a section in both, and no hidden one has")
  func whole() throws {
    let tool = try CommandInfo.ofTool()
    let (page, manual) = (CommandPage.markdown(tool), ManualPage.man(tool, version: "1"))
    let entries = tool.entries()
    #expect(entries.count > 60 && tool.subcommands.contains { !$0.isShown })
    for entry in entries.dropFirst() {
      let mark = String(repeating: "#", count: entry.words.count)
      #expect(page.contains("\n\(mark) \(entry.name)\n"))
      guard entry.command.subcommands.isEmpty else { continue }
      let heading = entry.name.replacing("-", with: "\\-")
      #expect(
        manual.contains("\n.SS \"\(heading) ") || manual.contains("\n.SS \"\(heading)\"\n"),
        "\(entry.name)")
    }
    for hidden in tool.subcommands where !hidden.isShown {
      #expect(!page.contains("## cygnet \(hidden.name)\n"), "\(hidden.name)")
      #expect(!manual.contains(".SS \"cygnet \(hidden.name)"), "\(hidden.name)")
    }
  }

  @Test("Arguments read as they are typed")
  func arguments() throws {
    let tool = try CommandInfo.ofTool()
    func command(_ name: String) throws -> CommandInfo {
      try #require(tool.entries().first { $0.name == "cygnet " + name }).command
    }
    let rehearse = try command("rehearse")
    let typed = rehearse.shown.map(\.typed)
    #expect(typed.contains("<mission>") && typed.contains("--seed <seed>"))
    #expect(typed.contains("--twin, --no-twin") && typed.contains("--setting <setting> ..."))
    #expect(!typed.contains { $0.contains("--help") })
    #expect(rehearse.usage == ["<mission>", "[options]"])
    #expect(rehearse.shown.first { $0.typed == "--seed <seed>" }?.usual == "1")
    let accept = try command("finding accept").usage
    #expect(accept.contains("--person <person>") && accept.last == "[options]")
    #expect(try command("range shell").usage.contains("[-- <command> ...]"))
    #expect(try command("mission").usage == ["<command>"])
  }

  @Test("Words of commands are shown as they are, and code stays code")
  func escaping() {
    #expect(CommandPage.escaped("a|b <c> `d <e>` *") == "a\\|b \\<c> `d <e>` \\*")
    #expect(ManualPage.text(".x `--y` \\ é") == "\\&.x \\fB\\-\\-y\\fR \\e \\[u00E9]")
  }

  @Test("A dump of another version is refused")
  func version() {
    #expect(throws: UsageError.self) {
      try CommandInfo.read(#"{"serializationVersion": 1, "command": {"commandName": "a"}}"#)
    }
  }
}
