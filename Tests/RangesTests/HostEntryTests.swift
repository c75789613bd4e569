import Foundation
import Ranges
import Testing

@Suite struct HostEntryTests {
  @Test("The way into a host leads through the sandbox's first child, then through the host")
  func arguments() throws {
    let outer = Process()
    outer.executableURL = URL(fileURLWithPath: "/bin/sh")
    outer.arguments = ["-c", "exec 3<&0; cat <&3 & echo $!; wait"]
    let input = Pipe()
    let output = Pipe()
    outer.standardInput = input
    outer.standardOutput = output
    try outer.run()
    defer {
      try? input.fileHandleForWriting.close()
      outer.waitUntilExit()
    }
    let first = String(
      decoding: output.fileHandleForReading.availableData, as: UTF8.self
    ).trimmingCharacters(in: .whitespacesAndNewlines)
    let words = try HostEntry.arguments(
      sandbox: outer.processIdentifier, host: 42, command: ["ls", "a b"])
    let parts = words.split(separator: "nsenter")
    #expect(words.first == "nsenter")
    #expect(parts.count == 2)
    #expect(Array(parts[0].prefix(2)) == ["--target", first])
    #expect(parts[0].last == "--")
    #expect(
      Array(parts[1])
        == ["--target", "42", "--mount", "--net", "--uts", "--pid", "--", "ls", "a b"])
  }

  @Test("A sandbox that is gone is an error, not a way into another process")
  func gone() {
    #expect(throws: RangeError.self) {
      try HostEntry.arguments(sandbox: 0, host: 1, command: [])
    }
  }
}
