import CLinux
import Foundation
import Glibc
import Vocabulary

/// How many files processes may have open, and on disk what it was before: anybody can undo it.
///
/// Effect: changes the soft limit only: the hard one, once lowered, cannot be raised without root.
/// Limits: a process that raises its own limit is found and lowered again by the next `apply`.
package struct OpenFileLimits: Sendable {
  /// The file that holds what was before; there only while something is limited.
  package let record: String

  /// Limits that are remembered in that file.
  package init(record: String) { self.record = record }

  private struct Memory: Codable {
    var limit: UInt64
    var before: [Before] = []

    struct Before: Codable {
      var pid: Int32
      var startTicks: UInt64
      var soft: UInt64
    }

    func soft(of process: ProcessTree.Entry) -> UInt64? {
      before.first { $0.pid == process.pid && $0.startTicks == process.startTicks }?.soft
    }
  }

  /// The soft and the hard limit of a process; nil where it has ended.
  package static func read(_ pid: Int32) -> (soft: UInt64, hard: UInt64)? {
    var limits: [UInt64] = [0, 0]
    return clinux_open_file_limits(pid, nil, &limits) < 0 ? nil : (limits[0], limits[1])
  }

  /// Whether anything is limited.
  package var isActive: Bool { access(record, F_OK) == 0 }

  /// Lets each of these processes have so many files open; nil gives back what was before.
  package func apply(_ limit: Int64?, to processes: [ProcessTree.Entry]) throws(LinuxError) {
    let old = remembered()
    guard let limit else {
      guard let old else { return }
      for process in processes {
        if let soft = Self.origin(of: process, among: processes, in: old) {
          try Self.set(soft, for: process)
        }
      }
      try checkLast(unlink(record), "forget the limits", on: record)
      return
    }
    var memory = Memory(limit: UInt64(limit))
    for process in processes {
      guard let now = Self.read(process.pid)?.soft else { continue }
      let before = old.flatMap { old in
        // What it chose itself since then is what it goes back to.
        now == old.limit ? Self.origin(of: process, among: processes, in: old) : nil
      }
      memory.before.append(
        .init(pid: process.pid, startTicks: process.startTicks, soft: before ?? now))
    }
    try remember(memory)
    for process in processes {
      guard let before = memory.soft(of: process) else { continue }
      try Self.set(min(UInt64(limit), before), for: process)
    }
  }

  /// Whether the limit takes something from each of these processes.
  package func isFelt(by processes: [ProcessTree.Entry]) -> Bool {
    guard let memory = remembered(), !processes.isEmpty else { return false }
    return processes.allSatisfy { process in
      guard let before = memory.soft(of: process), let now = Self.read(process.pid) else {
        return false
      }
      return now.soft <= memory.limit && before > memory.limit
    }
  }

  /// A process that was forked since has the limit of its parent, and so the same origin.
  private static func origin(
    of process: ProcessTree.Entry, among all: [ProcessTree.Entry], in memory: Memory
  ) -> UInt64? {
    var next: ProcessTree.Entry? = process
    while let entry = next {
      if let soft = memory.soft(of: entry) { return soft }
      next = all.first { $0.pid == entry.parent }
    }
    // An orphan's parent is gone; all of one database were started alike.
    return memory.before.map(\.soft).max()
  }

  private static func set(_ soft: UInt64, for process: ProcessTree.Entry) throws(LinuxError) {
    var wanted = min(soft, read(process.pid)?.hard ?? soft)
    var before: [UInt64] = [0, 0]
    let result = clinux_open_file_limits(process.pid, &wanted, &before)
    if result != -ESRCH {
      try check(result, "limit open files", on: "\(process.name), process \(process.pid)")
    }
  }

  private func remembered() -> Memory? {
    FileManager.default.contents(atPath: record).flatMap {
      try? CanonicalJSON.decode(Memory.self, from: $0)
    }
  }

  /// On disk before anything changes: whoever comes later must know what to go back to.
  private func remember(_ memory: Memory) throws(LinuxError) {
    let next = record + ".next"
    guard let text = try? CanonicalJSON.line(memory) else {
      preconditionFailure("numbers can always be encoded")
    }
    let descriptor = try checkLast(
      open(next, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600), "open", on: next)
    defer { close(descriptor) }
    let bytes = Array((text + "\n").utf8)
    try checkLast(Glibc.write(descriptor, bytes, bytes.count), "write", on: next)
    try checkLast(fdatasync(descriptor), "sync", on: next)
    try checkLast(rename(next, record), "rename", on: next)
  }
}
