import Conductor
import LinuxHost
import Testing

@testable import Commands

/// The page of the manual as a formatter reads it.
@Suite struct ManualPageTests {
  /// What groff warns of; empty where nothing is wrong.
  private func warnings(_ page: String) throws -> String {
    let categories = ["char", "mac", "escape", "syntax", "missing", "font", "input"]
    let command = try Command.run(
      "groff", ["-man", "-Tutf8", "-z"] + categories.map { "-w\($0)" } + ["-"], input: page)
    return command.error + (command.status.isSuccess ? "" : "\(command.status)")
  }

  private func page() throws -> String {
    ManualPage.man(try CommandInfo.ofTool(), version: ProjectVersion.text)
  }

  @Test("A formatter has nothing to complain of")
  func whole() throws {
    let found = try warnings(page())
    #expect(found.isEmpty, "\(found)")
  }

  @Test(
    "A formatter complains of a page that is broken",
    arguments: [".XX nothing\n", "\\[nosuchglyph]\n"])
  func broken(line: String) throws {
    #expect(try !warnings(page() + line).isEmpty)
  }

  @Test("It says what every exit code means")
  func codes() throws {
    let page = try page()
    for status in ExitStatus.allCases { #expect(page.contains("\n.TP\n\(status.rawValue)\n")) }
  }
}
