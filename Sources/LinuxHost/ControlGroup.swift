import Foundation
import Glibc
import Vocabulary

/// One control group of ours: a folder whose files limit the processes in it.
package struct ControlGroup: Sendable, Equatable {
  /// Its folder.
  package let path: String
  let isUnified: Bool

  /// The kernel's usual span over which processor time is counted.
  private static let periodUs = 100_000

  /// Where its processes came from and go back to.
  package var home: String {
    let folder = (path as NSString).deletingLastPathComponent
    let parts = (path as NSString).lastPathComponent.split(separator: "@", maxSplits: 1)
    return parts.count == 2 ? "\(folder)/\(parts[1])" : folder
  }

  /// The processes in it, as this process numbers them.
  package var processes: Set<Int32> {
    Set(ControlGroups.words(path + "/cgroup.procs").compactMap { Int32($0) })
  }

  /// Takes processes in, with all their threads; one that has ended is none.
  package func add(_ pids: some Sequence<Int32>) throws(LinuxError) {
    for pid in pids { try Self.move(pid, to: path) }
  }

  private static func move(_ pid: Int32, to folder: String) throws(LinuxError) {
    do throws(LinuxError) {
      try write("\(pid)", to: folder + "/cgroup.procs")
    } catch {
      if error.code != ESRCH { throw error }
    }
  }

  /// Lets all of them together use this share of a processor; nil lifts the limit.
  package func limitProcessors(to share: Double?) throws(LinuxError) {
    let quota = share.map { max(1_000, Int($0 * Double(Self.periodUs))) }
    if isUnified {
      try Self.write("\(quota.map(String.init) ?? "max") \(Self.periodUs)", to: path + "/cpu.max")
    } else {
      try Self.write("\(Self.periodUs)", to: path + "/cpu.cfs_period_us")
      try Self.write("\(quota ?? -1)", to: path + "/cpu.cfs_quota_us")
    }
  }

  /// The share of a processor that the kernel grants it; nil without a limit.
  package var processors: Double? {
    let words =
      isUnified
      ? ControlGroups.words(path + "/cpu.max")
      : ControlGroups.words(path + "/cpu.cfs_quota_us")
        + ControlGroups.words(path + "/cpu.cfs_period_us")
    guard words.count == 2, let quota = Double(words[0]), let period = Double(words[1]), quota > 0
    else { return nil }
    return quota / period
  }

  /// Puts it before all other groups when processors are shared out, or back among them.
  func favour(_ isFavoured: Bool) throws(LinuxError) {
    if isUnified {
      try Self.write(isFavoured ? "10000" : "100", to: path + "/cpu.weight")
    } else {
      try Self.write(isFavoured ? "262144" : "1024", to: path + "/cpu.shares")
    }
  }

  /// In how many periods the kernel has held it back.
  package var throttledPeriods: Int {
    let words = ControlGroups.words(path + "/cpu.stat")
    guard let place = words.firstIndex(of: "nr_throttled"), place + 1 < words.count else {
      return 0
    }
    return Int(words[place + 1]) ?? 0
  }

  /// Lets all of them together use this much memory; nil lifts the limit.
  ///
  /// Errors: EBUSY where they use more already and the kernel cannot reclaim it.
  package func limitMemory(to bytes: Int64?) throws(LinuxError) {
    if isUnified {
      try Self.write(bytes.map(String.init) ?? "max", to: path + "/memory.max")
    } else {
      try Self.write("\(bytes ?? -1)", to: path + "/memory.limit_in_bytes")
    }
  }

  /// The memory that the kernel grants it; nil without a limit.
  package var memoryBytes: Int64? {
    let file = isUnified ? "/memory.max" : "/memory.limit_in_bytes"
    // Version 1 says "no limit" by the largest number of whole pages.
    return ControlGroups.words(path + file).first.flatMap { Int64($0) }.flatMap {
      $0 > .max - (1 << 20) ? nil : $0
    }
  }

  /// The memory that is charged to it.
  package var usedBytes: Int64 {
    let file = isUnified ? "/memory.current" : "/memory.usage_in_bytes"
    return ControlGroups.words(path + file).first.flatMap { Int64($0) } ?? 0
  }

  /// Puts its processes back where they came from and removes it.
  package func remove() throws(LinuxError) {
    let deadline = MonotonicClock.now() + .seconds(2)
    while true {
      for pid in processes { try Self.move(pid, to: home) }
      if rmdir(path) == 0 || errno == ENOENT { return }
      guard errno == EBUSY, MonotonicClock.now() < deadline else {
        throw LinuxError.last("remove a control group", on: path)
      }
      usleep(5_000)
    }
  }

  static func write(_ text: String, to file: String) throws(LinuxError) {
    let descriptor = try checkLast(open(file, O_WRONLY | O_CLOEXEC), "open", on: file)
    defer { close(descriptor) }
    let bytes = Array(text.utf8)
    try checkLast(Glibc.write(descriptor, bytes, bytes.count), "write '\(text)'", on: file)
  }
}
