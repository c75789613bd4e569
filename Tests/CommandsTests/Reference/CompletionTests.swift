import ArgumentParser
import LinuxHost
import Testing

@testable import Commands

/// The completions that `make install` puts in place.
@Suite struct CompletionTests {
  /// What bash says of a script that it only reads.
  private func bash(reads script: String) throws -> Command {
    try Command.run("bash", ["-n"], input: script)
  }

  @Test("Bash can read its completions, and would say where it could not")
  func readable() throws {
    let script = Cygnet.completionScript(for: .bash)
    let read = try bash(reads: script)
    #expect(read.status.isSuccess && read.error.isEmpty, "\(read.error)")
    let broken = try bash(reads: script + "\nif true; then\n")
    #expect(!broken.status.isSuccess && !broken.error.isEmpty)
  }

  @Test(
    "Each shell's completions know every command that help shows",
    arguments: ["bash", "zsh", "fish"])
  func whole(name: String) throws {
    let shell = try #require(CompletionShell(rawValue: name))
    let script = Cygnet.completionScript(for: shell)
    for entry in try CommandInfo.ofTool().entries() {
      #expect(script.contains(entry.command.name), "\(entry.name)")
    }
  }
}
