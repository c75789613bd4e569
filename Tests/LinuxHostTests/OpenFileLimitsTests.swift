import Foundation
import Glibc
import Testing
import Vocabulary

@testable import LinuxHost

@Suite struct OpenFileLimitsTests {
  /// A process of our own that sleeps, with a record to remember its limits in.
  private func trial(
    _ body: (OpenFileLimits, ChildProcess, ProcessTree.Entry) throws -> Void
  ) throws {
    let record = FileManager.default.temporaryDirectory.path + "/limits-\(UUID().uuidString)"
    let child = try ChildProcess.start(Launch("/bin/sleep", ["60"]))
    defer {
      try? child.signal(SIGKILL)
      _ = child.waitBlocking(for: .seconds(5))
      unlink(record)
    }
    try body(
      OpenFileLimits(record: record), child, try #require(ProcessTree.Entry(pid: child.pid)))
  }

  @Test("A limit is felt, lowered, and given back by whoever finds the record")
  func givenBack() throws {
    try trial { limits, child, process in
      let before = try #require(OpenFileLimits.read(child.pid))
      #expect(!limits.isFelt(by: [process]) && !limits.isActive)
      try limits.apply(50, to: [process])
      try limits.apply(40, to: [process])
      #expect(OpenFileLimits.read(child.pid)?.soft == 40)
      #expect(OpenFileLimits.read(child.pid)?.hard == before.hard)
      #expect(limits.isFelt(by: [process]))
      try OpenFileLimits(record: limits.record).apply(nil, to: [process])
      #expect(OpenFileLimits.read(child.pid)?.soft == before.soft)
      #expect(!limits.isActive)
      try limits.apply(nil, to: [process])
      #expect(OpenFileLimits.read(child.pid)?.soft == before.soft)
    }
  }

  @Test("A limit above what a process has is no limit, and is not called one")
  func noLimit() throws {
    try trial { limits, child, process in
      let before = try #require(OpenFileLimits.read(child.pid))
      try limits.apply(Int64(clamping: before.soft), to: [process])
      #expect(OpenFileLimits.read(child.pid)?.soft == before.soft)
      #expect(!limits.isFelt(by: [process]))
    }
  }

  @Test("What a process chose for itself while it was limited is what it goes back to")
  func ownChoice() throws {
    try trial { limits, child, process in
      try limits.apply(50, to: [process])
      let own = OpenFileLimits(record: limits.record + ".own")
      try own.apply(45, to: [process])
      unlink(own.record)
      try limits.apply(30, to: [process])
      try limits.apply(nil, to: [process])
      #expect(OpenFileLimits.read(child.pid)?.soft == 45)
    }
  }
}
