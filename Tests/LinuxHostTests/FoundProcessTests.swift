import Foundation
import Glibc
import LinuxHost
import Testing
import Vocabulary

@Suite struct FoundProcessTests {
  @Test("A process is found by its program and by its file, and is not when it has ended")
  func found() throws {
    let folder = FileManager.default.temporaryDirectory.path + "/cygnet-found-\(getpid())"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let program = "\(folder)/found-\(getpid())"
    try FileManager.default.copyItem(atPath: "/bin/sleep", toPath: program)
    let child = try ChildProcess.start(Launch(program, ["60"]))
    defer { try? child.signal(SIGKILL) }
    try "\(child.pid)\n".write(toFile: "\(folder)/pid", atomically: true, encoding: .utf8)
    let finders: [FoundService.Finder] = [
      .process(name: "found-\(getpid())"), .pidFile(path: "\(folder)/pid"),
    ]
    for finder in finders { #expect(ProcessFinder.processes(of: finder) == [child.pid]) }
    try child.signal(SIGKILL)
    _ = child.waitBlocking(for: .seconds(10))
    for finder in finders { #expect(ProcessFinder.processes(of: finder).isEmpty) }
  }

  @Test(
    "A file with no number, or with that of process 1, names nobody", arguments: ["", "x", "1"])
  func nobody(text: String) throws {
    let path = FileManager.default.temporaryDirectory.path + "/cygnet-pid-\(UUID().uuidString)"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    defer { unlink(path) }
    #expect(ProcessFinder.processes(of: .pidFile(path: path)).isEmpty)
    #expect(ProcessFinder.processes(of: .process(name: "")).isEmpty)
    #expect(ProcessFinder.processes(of: .unit(name: "")).isEmpty)
  }

  @Test("A lock is taken once, and free again when it is given back")
  func lock() throws {
    let path = FileManager.default.temporaryDirectory.path + "/cygnet-lock-\(UUID().uuidString)"
    defer { unlink(path) }
    let lock = try #require(try FileLock.take(path))
    #expect(try FileLock.take(path) == nil)
    #expect(try FileLock.isTaken(path))
    lock.release()
    #expect(try !FileLock.isTaken(path))
    try FileLock.waitUntilFree(path)
  }
}
