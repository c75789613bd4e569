import Glibc
import Testing
import Vocabulary

@testable import LinuxHost

@Suite struct ProcessWatchTests {
  @Test("A living process is seen alive, and its end is seen")
  func watch() throws {
    let child = try ChildProcess.start(Launch("sleep", ["600"]))
    #expect(try !ProcessWatch.waitForEnd(of: child.pid, limit: .milliseconds(20)))
    try child.signal(SIGKILL)
    #expect(try ProcessWatch.waitForEnd(of: child.pid, limit: .seconds(20)))
  }
}
