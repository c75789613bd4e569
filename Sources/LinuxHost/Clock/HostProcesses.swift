import CLinux
import Glibc

/// Processes and threads as `/proc` shows them.
package enum HostProcesses {
  /// The process and all that descend from it, it first; empty where it is gone.
  ///
  /// Limits: one whose sibling ends in this very moment may be left out; looking again finds it.
  package static func family(of leader: Int32) -> [Int32] {
    guard let fields = stat("/proc/\(leader)/stat"), fields.state != "Z", fields.state != "X"
    else { return [] }
    guard access("/proc/self/task/\(getpid())/children", F_OK) == 0 else {
      return familyByParents(of: leader)
    }
    var family = [leader]
    var next = 0
    while next < family.count {
      let pid = family[next]
      for thread in listedThreads(of: pid) {
        let text = contents("/proc/\(pid)/task/\(thread)/children", most: 65_536) ?? ""
        family += text.split(separator: " ").compactMap { Int32($0) }
      }
      next += 1
    }
    return family
  }

  /// The same on a kernel that lists no children, from all processes of the machine.
  static func familyByParents(of leader: Int32) -> [Int32] {
    var children: [Int32: [Int32]] = [:]
    for pid in numbers(in: "/proc") {
      guard let fields = stat("/proc/\(pid)/stat"), fields.state != "Z", fields.state != "X"
      else { continue }
      children[fields.parent, default: []].append(pid)
    }
    var family = [leader]
    var next = 0
    while next < family.count {
      family += (children[family[next]] ?? []).sorted()
      next += 1
    }
    return family
  }

  /// All processes that number themselves as that one does: those of its host.
  package static func neighbours(of pid: Int32) -> [Int32] {
    var found = [Int32](repeating: 0, count: 256)
    while true {
      let count = Int(clinux_namespace_processes(pid, &found, Int32(found.count)))
      if count <= found.count { return Array(found.prefix(max(0, count))) }
      found = [Int32](repeating: 0, count: 2 * count)
    }
  }

  /// The threads of a process, also those that have ended but are still listed.
  static func listedThreads(of pid: Int32) -> [Int32] { numbers(in: "/proc/\(pid)/task") }

  /// Whether a thread has ended, though it may still be listed.
  static func hasEnded(_ thread: Int32, of pid: Int32) -> Bool {
    guard let fields = stat("/proc/\(pid)/task/\(thread)/stat") else { return true }
    return fields.state == "Z" || fields.state == "X"
  }

  /// The letter of a process's state, as in `T` for stopped; nil where it is gone.
  static func letter(of pid: Int32) -> Character? { stat("/proc/\(pid)/stat")?.state }

  /// Where a thread that sleeps in the kernel, and that no signal wakes, will go on; else nil.
  static func sleepingPlace(of thread: Int32, in pid: Int32) -> UInt64? {
    guard stat("/proc/\(pid)/task/\(thread)/stat")?.state == "D" else { return nil }
    // The last of its words; "running" is the only one of a thread that runs.
    guard let text = contents("/proc/\(pid)/task/\(thread)/syscall"),
      let last = text.split(whereSeparator: { $0 == " " || $0 == "\n" }).last,
      last.hasPrefix("0x")
    else { return nil }
    return UInt64(last.dropFirst(2), radix: 16)
  }

  /// Where the kernel mapped the vDSO of a process; nil where it is gone or has none.
  static func kernelObject(of pid: Int32) -> UInt64? {
    guard let bytes = data("/proc/\(pid)/auxv") else { return nil }
    for at in stride(from: 0, to: bytes.count - 15, by: 16) where bytes.word(at) == 33 {
      return bytes.word(at + 8)
    }
    return nil
  }

  private static func stat(_ path: String) -> (state: Character, parent: Int32)? {
    guard let text = contents(path), let end = text.lastIndex(of: ")") else { return nil }
    let fields = text[text.index(after: end)...].split(separator: " ", maxSplits: 2)
    guard fields.count > 2, let state = fields[0].first, let parent = Int32(fields[1])
    else { return nil }
    return (state, parent)
  }

  private static func numbers(in folder: String) -> [Int32] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var found: [Int32] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if let number = Int32(name) { found.append(number) }
    }
    return found
  }

  private static func contents(_ path: String, most: Int = 2048) -> String? {
    data(path, most: most).map { String(decoding: $0, as: UTF8.self) }
  }

  private static func data(_ path: String, most: Int = 2048) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: most)
    let count = read(descriptor, &buffer, buffer.count)
    return count > 0 ? Array(buffer.prefix(count)) : nil
  }
}
