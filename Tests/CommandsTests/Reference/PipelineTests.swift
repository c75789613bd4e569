import ArgumentParser
import Foundation
import LinuxHost
import Testing

@testable import Commands

/// The examples for build servers: read as YAML, their command lines by the real parser.
@Suite struct PipelineTests {
  static let pages = ["docs/howto/github-actions.md", "docs/howto/gitlab-ci.md"]

  private func pipelines(_ page: String) throws -> [Pipeline] {
    try Documents.blocks("yaml", in: Documents.text(page)).map { try Pipeline(yaml: $0) }
  }

  /// Throws what `cygnet` would say of a line, without running it.
  private func parse(_ words: [String]) throws { _ = try Cygnet.parseAsRoot(words) }

  @Test("Every command line of an example is one that cygnet takes", arguments: pages)
  func commands(page: String) throws {
    let commands = try pipelines(page).flatMap(\.commands)
    for words in commands {
      #expect(throws: Never.self, "cygnet \(words.joined(separator: " "))") { try parse(words) }
    }
    let starts = commands.map { $0.prefix(2).joined(separator: " ") }
    #expect(starts.contains("finding retest") && starts.contains("finding export"))
    let retest = try #require(commands.first { $0.starts(with: ["finding", "retest"]) })
    #expect(retest.contains("--all") && retest.contains("--junit"))
    #expect(commands.contains { $0.contains("sarif") })
  }

  @Test("Every script of an example is one that bash can read", arguments: pages)
  func scripts(page: String) throws {
    let scripts = try pipelines(page).flatMap(\.scripts)
    #expect(scripts.count > 3)
    for script in scripts {
      let read = try Command.run("bash", ["-n"], input: script + "\n")
      #expect(read.status.isSuccess, "\(script): \(read.error)")
    }
  }

  @Test("What an example hands over is what its commands write", arguments: pages)
  func handedOver(page: String) throws {
    let yaml = try Documents.blocks("yaml", in: Documents.text(page)).joined()
    let commands = try pipelines(page).flatMap(\.commands)
    for option in ["--junit", "--out"] {
      let files = commands.compactMap { words in
        words.firstIndex(of: option).map { words[$0 + 1] }
      }
      #expect(!files.isEmpty)
      for file in files {
        #expect(yaml.components(separatedBy: file).count > 2, "\(file) is written and kept nowhere")
      }
    }
  }

  @Test("Each example has what its build server asks for")
  func shape() throws {
    let github = try #require(try pipelines(Self.pages[0]).first)
    #expect(github.keys.isSuperset(of: ["on", "jobs", "permissions.security-events"]))
    #expect(github.keys.contains("jobs.retest.runs-on"))
    #expect(github.actions.contains { $0.hasPrefix("github/codeql-action/upload-sarif@") })
    #expect(github.actions.contains { $0.hasPrefix("actions/upload-artifact@") })
    let gitlab = try #require(try pipelines(Self.pages[1]).first)
    #expect(gitlab.keys.isSuperset(of: ["retest.image", "retest.artifacts.reports.junit"]))
  }

  @Test("A line that cygnet would refuse, and a file that is no YAML, are seen")
  func control() throws {
    let wrong = "a:\n  script:\n    - make test && cygnet finding retest --all --trails 3\n"
    let pipeline = try Pipeline(yaml: wrong)
    #expect(pipeline.commands == [["finding", "retest", "--all", "--trails", "3"]])
    #expect(throws: (any Error).self) { try parse(pipeline.commands[0]) }
    #expect(throws: (any Error).self) { try parse(["finding", "retest", "--junit", "x.xml"]) }
    #expect(throws: (any Error).self) { try Pipeline(yaml: "a: [b\n") }
  }
}
