import CFuse3
import Glibc
import Synchronization
import Vocabulary

/// The one disk of this process: libfuse calls plain functions, which find their state here.
let servedDisk = ServedDisk()

/// A disk's backing directory, its rules, and what is not durable on it.
final class ServedDisk: Sendable {
  let root = Atomic<Int32>(-1)
  let gate = DiskGate()
  let unsynced = UnsyncedWrites()
  private let fuse = Atomic<Int>(0)

  /// The kernel has mounted it; libfuse's handle is what drops the kernel's pages.
  func mounted(_ handle: OpaquePointer?) {
    fuse.store(Int(bitPattern: handle), ordering: .releasing)
    gate.noteMounted()
  }

  /// The path inside the disk of an open backing file; renames are followed.
  func path(of file: Int32) -> String {
    let whole = Self.target(of: file)
    let base = Self.target(of: root.load(ordering: .relaxed))
    guard whole.hasPrefix(base), whole.utf8.count > base.utf8.count else { return whole }
    return String(whole.dropFirst(base.count).drop { $0 == "/" })
  }

  private static func target(of file: Int32) -> String {
    var buffer = [CChar](repeating: 0, count: 4_096)
    let count = readlink("/proc/self/fd/\(file)", &buffer, buffer.count)
    return String(
      decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Replaces the rules; what no rule wants back any more is simply durable from now on.
  ///
  /// Effect: pages that the kernel has cached are dropped where reads change, so that the next read
  ///         reaches the disk; before a rule that makes reads wait, after one that changes them.
  func change(to wanted: DiskSetting) {
    let old = gate.rules
    if old.readRules != wanted.readRules {
      dropPages(of: chosen(by: old.readRules + wanted.readRules))
    }
    gate.set(wanted)
    unsynced.forget(unlessWantedBy: wanted, path: path(of:))
    if old.rot != wanted.rot { dropPages(of: chosen(by: (old.rot + wanted.rot).map(\.choice))) }
  }

  /// What is not durable vanishes from the files whose names begin like this, or from all.
  func cutPower(onlyFiles prefix: String?) -> PowerLoss {
    func isWanted(_ path: String) -> Bool {
      let name = path.split(separator: "/").last ?? ""
      return prefix.map { name.hasPrefix($0) } ?? ProbeFile.isOrdinary(path)
    }
    // Pages that were written through a map may not have come here yet.
    let paths = unsynced.paths(path(of:), where: isWanted)
    dropPages(of: paths)
    let loss = unsynced.cut(path(of:), where: isWanted)
    dropPages(of: paths)
    if prefix == nil { gate.holdSyncs(false) }
    return loss
  }

  /// How many files each fault's pattern chooses.
  func countChosenFiles() -> [String: Int] {
    let files = BackingTree.files(below: root.load(ordering: .relaxed))
    return gate.rules.choices.reduce(into: [:]) { counts, choice in
      counts[choice.fault] = files.filter { ProbeFile.isOrdinary($0) && choice.chooses($0) }.count
    }
  }

  private func chosen(by choices: [FileChoice]) -> [String] {
    BackingTree.files(below: root.load(ordering: .relaxed)).filter { path in
      choices.contains { $0.chooses(path) }
    }
  }

  /// Makes the kernel forget the pages and sizes of these files.
  ///
  /// Limits: it waits for reads that are under way, which may be stalled; so it is left to itself
  ///         after half a second.
  private func dropPages(of paths: [String]) {
    let handle = fuse.load(ordering: .acquiring)
    guard handle != 0, !paths.isEmpty else { return }
    let done = Completion()
    let thread = try? OwnThread.start {
      for path in paths { fuse_invalidate_path(OpaquePointer(bitPattern: handle), "/" + path) }
      done.signal()
    }
    guard let thread else { return }
    pthread_detach(thread)
    done.wait(for: .milliseconds(500))
  }
}

extension DiskSetting {
  /// The choices of the rules that a read meets before it is answered.
  fileprivate var readRules: [FileChoice] {
    delays.filter { $0.call == .read }.map(\.choice)
      + errors.filter { $0.calls.contains(.read) }.map(\.choice)
      + stalls.filter { $0.calls.contains(.read) }.map(\.choice)
  }
}
