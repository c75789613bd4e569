import CLinux
import Dispatch
import Glibc
import Synchronization
import Testing
import Vocabulary

@testable import LinuxHost

/// Everything that serves a disk in this process, one after the other: a process has one disk.
@Suite(.serialized, .tags(.onRange)) enum TrialDisksOnRangeTests {}

/// A disk served by a thread in a mount namespace of its own, which vanishes even with a crash.
struct TrialDisk {
  /// The mount as other threads reach it, through the serving thread's root.
  let mount: String
  /// What lies below it.
  let backing: String
  let control: DiskControl

  static func with(_ body: (TrialDisk) throws -> Void) throws {
    var template = Array("/tmp/cygnet-disk-XXXXXX".utf8CString)
    let made = mkdtemp(&template)
    try #require(made != nil)
    let base = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { for name in ["/back", "/mount", ""] { removeTree(base + name) } }
    mkdir(base + "/back", 0o700)
    mkdir(base + "/mount", 0o700)
    let stop = DispatchSemaphore(value: 0)
    let box = Box()
    let server = try OwnThread.start {
      box.failure(of: clinux_fresh_mounts())
      // Born here, this thread shares the mounts and can undo them.
      let unmounter = try? OwnThread.start {
        stop.wait()
        try? PassThroughDisk.unmount(base + "/mount")
      }
      box.thread.store(clinux_thread_id(), ordering: .releasing)
      do throws(LinuxError) {
        try PassThroughDisk.serve(
          backing: base + "/back", mountpoint: base + "/mount", control: base + "/control")
      } catch {
        Issue.record(error)
      }
      stop.signal()
      unmounter.map { _ = pthread_join($0, nil) }
    }
    defer {
      stop.signal()
      pthread_join(server, nil)
    }
    let control = DiskControl(path: base + "/control")
    try control.waitUntilMounted(timeout: .seconds(20))
    let number = box.thread.load(ordering: .acquiring)
    let mount = "/proc/\(getpid())/task/\(number)/root\(base)/mount"
    defer { _ = try? control.set(DiskSetting()) }
    try body(TrialDisk(mount: mount, backing: base + "/back", control: control))
  }

  func write(_ text: String, to name: String) throws {
    let file = open("\(mount)/\(name)", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    try #require(file >= 0)
    defer { close(file) }
    let bytes = Array(text.utf8)
    try #require(Glibc.write(file, bytes, bytes.count) == bytes.count)
  }

  func read(_ name: String) throws -> String {
    let file = open("\(mount)/\(name)", O_RDONLY | O_CLOEXEC)
    try #require(file >= 0)
    defer { close(file) }
    var buffer = [UInt8](repeating: 0, count: 100)
    let count = Glibc.read(file, &buffer, buffer.count)
    return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
  }

  /// Past the kernel's cache, as a database's first read is.
  func readUncached(_ name: String) throws -> String {
    let file = open("\(mount)/\(name)", O_RDONLY | O_CLOEXEC)
    try #require(file >= 0)
    posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED)
    close(file)
    return try read(name)
  }

  /// Does a step with an open file, and closes it.
  func with<Value>(
    _ name: String, _ flags: Int32 = O_RDWR | O_CREAT, _ body: (Int32) throws -> Value
  ) throws -> Value {
    let file = open("\(mount)/\(name)", flags | O_CLOEXEC, 0o600)
    try #require(file >= 0)
    defer { close(file) }
    return try body(file)
  }

  private static func removeTree(_ path: String) {
    guard let directory = opendir(path) else { return }
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { unlink("\(path)/\(name)") }
    }
    closedir(directory)
    rmdir(path)
  }

  private final class Box: Sendable {
    let thread = Atomic<Int32>(0)
    func failure(of code: Int32) { if code < 0 { Issue.record("no mount namespace: \(-code)") } }
  }
}
