import Glibc
import Testing
import Vocabulary

@testable import LinuxHost

@Suite struct ChildProcessTests {
  @Test("An exit code and a signal are told apart")
  func statuses() async throws {
    let quiet = Launch.Stream.null
    let failed = try ChildProcess.start(Launch("sh", ["-c", "exit 3"], output: quiet))
    #expect(await failed.wait() == .exited(3))
    let killed = try ChildProcess.start(Launch("sh", ["-c", "kill -9 $$"], output: quiet))
    #expect(await killed.wait() == .signalled(SIGKILL))
    try killed.signal(SIGTERM)  // After the end: nothing.
    #expect(killed.exitStatus == .signalled(SIGKILL))
  }

  @Test("Output is captured whole up to its limit, input is fed, more is cut off")
  func capture() throws {
    let text = String(repeating: "swan\n", count: 40_000)
    let whole = try Command.run("cat", input: text)
    #expect(whole.output == text)
    #expect(!whole.isTruncated)
    let some = try Command.run("cat", input: text, limit: 100)
    #expect(some.output.utf8.count == 100)
    #expect(some.isTruncated)
    #expect(some.status.isSuccess)
  }

  @Test("A command that does not end is ended with its group, and says so")
  func timeout() throws {
    let command = try Command.run("sh", ["-c", "sleep 600 & wait"], timeout: .milliseconds(50))
    #expect(command.isTimedOut)
    #expect(command.status == .signalled(SIGKILL))
  }

  @Test("The failing step and the kernel's word for it are in the error")
  func failures() throws {
    let missing = #expect(throws: LinuxError.self) {
      try ChildProcess.start(Launch("/nonexistent/program"))
    }
    #expect(missing?.codeName == "ENOENT")
    #expect(missing?.what == "start a process: execute")
    let nowhere = #expect(throws: LinuxError.self) {
      try ChildProcess.start(Launch("true", directory: "/nonexistent"))
    }
    #expect(nowhere?.what == "start a process: change the directory")
    let failed = #expect(throws: LinuxError.self) {
      try Command.succeed("sh", ["-c", "echo broken >&2; exit 4"])
    }
    #expect(failed?.detail == "exit code 4: broken\n")
  }

  @Test("SIGTERM is tried first, SIGKILL after the grace")
  func termination() async throws {
    let kind = try ChildProcess.start(Launch("sleep", ["600"]))
    #expect(try await kind.terminate(grace: .seconds(20)) == .signalled(SIGTERM))
    let script = "trap '' TERM; echo ready; while :; do sleep 0.05; done"
    let deaf = try ChildProcess.start(Launch("sh", ["-c", script], output: .pipe))
    var byte: UInt8 = 0
    let output = try #require(deaf.output)
    #expect(read(output, &byte, 1) == 1)
    #expect(try await deaf.terminate(grace: .milliseconds(60)) == .signalled(SIGKILL))
    close(output)
  }

  @Test("A child outlives the thread that asked for it, death signal or not")
  func outlivesThread() throws {
    let child = try OwnThread.run { () throws(LinuxError) in
      try ChildProcess.start(Launch("sleep", ["600"], diesWithParent: true))
    }
    #expect(child.waitBlocking(for: .milliseconds(50)) == nil)
    try child.terminateBlocking(grace: .seconds(20))
  }

  @Test("The environment and the directory are those that were asked for")
  func surroundings() throws {
    let child = try ChildProcess.start(
      Launch(
        "sh", ["-c", "echo $SWAN $PWD; echo ${HOME-unset}"], environment: ["SWAN": "black"],
        directory: "/usr", output: .pipe))
    let output = try #require(child.output)
    #expect(child.waitBlocking(for: .seconds(20)) == .exited(0))
    var buffer = [UInt8](repeating: 0, count: 100)
    let count = read(output, &buffer, buffer.count)
    close(output)
    #expect(String(decoding: buffer.prefix(count), as: UTF8.self) == "black /usr\nunset\n")
  }
}
