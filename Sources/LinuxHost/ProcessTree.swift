import CLinux
import Foundation
import Glibc

/// The processes that `/proc` shows at one moment, and who descends from whom.
///
/// Limits: a process that starts while it is read may be missed; whoever must have all reads again.
package struct ProcessTree: Sendable {
  /// One process that has not ended.
  package struct Entry: Sendable, Hashable {
    /// Its number, as this process sees it.
    package var pid: Int32
    /// The process that it is a child of now.
    package var parent: Int32
    /// As the kernel names it, at most 15 bytes.
    package var name: String
    /// The state letter: `T` is stopped by a signal, `t` by a tracer.
    package var state: Character
    /// When it started, in ticks after boot: with the number it names a process for ever.
    package var startTicks: UInt64
    /// Whether it is ending, and has left its control groups: `PF_EXITING` of its flags.
    package var isExiting: Bool

    /// Whether a signal or a tracer has stopped it.
    package var isStopped: Bool { state == "T" || state == "t" }

    /// Sends it a signal; nothing to do where it has ended, and never to one that took its number.
    package func signal(_ number: Int32) throws(LinuxError) {
      let descriptor = clinux_pidfd_open(pid)
      if descriptor == -ESRCH { return }
      try check(descriptor, "open the process", on: "\(name), process \(pid)")
      defer { close(descriptor) }
      guard Entry(pid: pid)?.startTicks == startTicks else { return }
      let result = clinux_pidfd_signal(descriptor, number)
      if result != -ESRCH {
        try check(result, "send signal \(number)", on: "\(name), process \(pid)")
      }
    }

    /// The process of that number; nil where none is or where it has ended.
    package init?(pid: Int32) {
      guard let data = FileManager.default.contents(atPath: "/proc/\(pid)/stat") else { return nil }
      self.init(pid: pid, stat: String(decoding: data, as: UTF8.self))
    }

    /// What the text of `/proc/<pid>/stat` says; nil where it has ended or says something else.
    init?(pid: Int32, stat text: String) {
      // The name may hold spaces and brackets; the last bracket ends it.
      guard let start = text.firstIndex(of: "("), let end = text.lastIndex(of: ")") else {
        return nil
      }
      let fields = text[text.index(after: end)...].split(separator: " ")
      guard fields.count > 19, let letter = fields[0].first, let parent = Int32(fields[1]),
        let flags = UInt32(fields[6]), let ticks = UInt64(fields[19]), letter != "Z", letter != "X"
      else { return nil }
      self.pid = pid
      self.parent = parent
      name = String(text[text.index(after: start)..<end])
      state = letter
      startTicks = ticks
      isExiting = flags & 0x4 != 0
    }
  }

  /// Everything that runs.
  package let entries: [Entry]

  /// Reads `/proc`; about 20 µs a process.
  package static func read() -> ProcessTree {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return ProcessTree(entries: names.compactMap { Int32($0).flatMap(Entry.init(pid:)) })
  }

  /// Everything below these processes, without them; by number.
  package func descendants(of roots: Set<Int32>) -> [Entry] {
    let children = Dictionary(grouping: entries, by: \.parent)
    var found: [Entry] = []
    var pending = Array(roots)
    while let parent = pending.popLast() {
      for child in children[parent] ?? [] {
        found.append(child)
        pending.append(child.pid)
      }
    }
    return found.sorted { $0.pid < $1.pid }
  }
}
