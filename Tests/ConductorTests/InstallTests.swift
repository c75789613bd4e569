import Foundation
import LinuxHost
import Testing
import Vocabulary

/// `make install`, with the binary that was built beside the tests.
@Suite struct InstallTests {
  private func install(_ prefix: String, binary: String) throws -> Command {
    var environment = ProcessInfo.processInfo.environment
    environment["CYGNET"] = binary
    environment["DESTDIR"] = nil
    return try Command.run(
      Tutorial.repository + "/scripts/install", [prefix], environment: environment,
      timeout: .seconds(60))
  }

  @Test("What is installed is the binary, its manual page, and completions that bash can read")
  func installed() throws {
    let files = FileManager.default
    let prefix = "/tmp/cygnet-install-\(UUID().uuidString)"
    defer { try? files.removeItem(atPath: prefix) }
    let command = try install(prefix, binary: TestRange.binary)
    #expect(command.status.isSuccess, "\(command.error)")
    let version = try Command.succeed(prefix + "/bin/cygnet", ["--version"])
    #expect(version.first?.isNumber == true)
    let page = prefix + "/share/man/man1/cygnet.1"
    #expect(
      files.contents(atPath: page)
        == files.contents(atPath: Tutorial.repository + "/docs/man/cygnet.1"))
    let bash = prefix + "/share/bash-completion/completions/cygnet"
    #expect(try Command.run("bash", ["-n", bash]).status.isSuccess)
    for path in ["zsh/site-functions/_cygnet", "fish/vendor_completions.d/cygnet.fish"] {
      let text = try String(contentsOfFile: "\(prefix)/share/\(path)", encoding: .utf8)
      #expect(text.contains("rehearse"), "\(path)")
    }
  }

  @Test("Where there is no binary nothing is installed, and it says what to try")
  func missing() throws {
    let prefix = "/tmp/cygnet-none-\(UUID().uuidString)"
    let command = try install(prefix, binary: prefix + "/none")
    #expect(command.status == .exited(1) && command.error.contains("make build"))
    #expect(!FileManager.default.fileExists(atPath: prefix))
  }
}
