import Foundation
import Testing

@testable import Commands

/// What the documents and the hints tell people to type exists.
@Suite struct DocumentedCommandTests {
  private static let tool = try? CommandInfo.ofTool()

  @Test(
    "Every command line of a document is one that the binary knows", arguments: Documents.current)
  func documents(path: String) throws {
    let tool = try #require(Self.tool)
    let wrong = DocumentedCommand.all(in: try Documents.text(path)).compactMap {
      $0.problem(in: tool)
    }
    #expect(wrong.isEmpty, "\(path): \(wrong.joined(separator: "\n"))")
  }

  @Test("The documents name enough commands for that to mean something")
  func enough() throws {
    let all = try Documents.current.flatMap { DocumentedCommand.all(in: try Documents.text($0)) }
    #expect(all.count > 100)
    let tool = try #require(Self.tool)
    let nouns = Set(all.compactMap(\.words.first))
    for command in tool.subcommands where command.isShown {
      #expect(nouns.contains(command.name), "no document shows cygnet \(command.name)")
    }
  }

  @Test(
    "A command line that the binary does not know is seen",
    arguments: [
      "`cygnet rehaerse`", "`cygnet range list`", "`cygnet rehearse M --seeds 3`",
      "```sh\nsudo cygnet finding shut F-1\n```",
      "```\ntrue && CYGNET_BY=a .build/debug/cygnet finding list --closed | head\n```",
      "```sh\nx=$(cygnet evidence lsit)\n```",
    ])
  func unknown(text: String) throws {
    let tool = try #require(Self.tool)
    let found = DocumentedCommand.all(in: text)
    #expect(found.count == 1)
    #expect(found.first?.problem(in: tool) != nil)
  }

  @Test(
    "What is no command line, or stands for any, is left alone",
    arguments: [
      "`cygnet.yaml` and the cygnet nobody raised", "`cygnet exercise …`", "`cygnet heal`",
      "`cygnet rehearse MISSION --setting pre-vote=true`", "```\ncygnet 0.1.0, nothing else\n```",
      "```\ncygnet range shell r n1 -- ls --color  # --nothing\n```", "`cygnet pager`",
    ])
  func known(text: String) throws {
    let tool = try #require(Self.tool)
    #expect(DocumentedCommand.all(in: text).compactMap { $0.problem(in: tool) } == [])
  }

  @Test("Every verb that a hint or a message of the binary names exists")
  func hints() throws {
    let tool = try #require(Self.tool)
    let walk = FileManager.default.enumerator(
      atPath: Documents.root.appendingPathComponent("Sources").path)
    let files = (walk?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".swift") }
    #expect(files.count > 300)
    var count = 0
    for file in files {
      let text = try Documents.text("Sources/" + file)
      for (index, line) in text.split(separator: "\n").enumerated() {
        let found = Self.verbs(in: line, of: tool)
        count += found.count
        for command in found {
          let problem = DocumentedCommand(line: index + 1, words: command).problem(in: tool)
          #expect(problem == nil, "Sources/\(file): \(problem ?? "")")
        }
      }
    }
    #expect(count > 50)
    let hint = "  hint: \"cygnet range list names it\")"
    #expect(Self.verbs(in: Substring(hint), of: tool) == [["range", "list"]])
    #expect(Self.verbs(in: "  /// cygnet range lists", of: tool).isEmpty)
  }

  /// Noun and verb of each `cygnet NOUN VERB` in a line that is no comment.
  private static func verbs(in line: Substring, of tool: CommandInfo) -> [[String]] {
    if line.drop(while: { $0 == " " }).hasPrefix("//") { return [] }
    return line.split(separator: "cygnet ").dropFirst().compactMap { rest in
      let words = rest.split(separator: " ").prefix(2).map { word in
        String(word.prefix { $0.isLetter || $0 == "-" })
      }
      guard words.count == 2, words[1].first?.isLowercase == true,
        let noun = tool.subcommands.first(where: { $0.name == words[0] }), !noun.subcommands.isEmpty
      else { return nil }
      return words
    }
  }
}
