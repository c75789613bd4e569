import Foundation
import Glibc
package import Vocabulary

/// Finds the processes of a database that this program did not start.
///
/// Limits: only processes of this process's own pid namespace, so none inside a container.
package enum ProcessFinder {
  /// The live processes, ascending; empty where none runs.
  package static func processes(of finder: FoundService.Finder) -> [Int32] {
    let own = namespace(of: getpid())
    let all = table().filter { namespace(of: $0.pid) == own && $0.letter != "Z" }
    switch finder {
    case .process(let name): return all.filter { executable($0.pid) == name }.map(\.pid).sorted()
    case .pidFile(let path):
      let text = FileManager.default.contents(atPath: path).map {
        String(decoding: $0, as: UTF8.self)
      }
      let first = text?.split(whereSeparator: \.isWhitespace).first
      guard let root = first.flatMap({ Int32($0) }), root > 1 else { return [] }
      return descendants(of: root, in: all)
    case .unit(let name): return all.filter { isOf(unit: name, $0.pid) }.map(\.pid).sorted()
    }
  }

  /// The state letter of a process, as in `S` or `T`; nil where there is none.
  package static func state(of pid: Int32) -> Character? { entry(pid)?.letter }

  private struct Entry {
    var pid: Int32
    var parent: Int32
    var letter: Character
  }

  private static func table() -> [Entry] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { Int32($0) }.compactMap(entry)
  }

  private static func entry(_ pid: Int32) -> Entry? {
    guard let data = FileManager.default.contents(atPath: "/proc/\(pid)/stat") else { return nil }
    let text = String(decoding: data, as: UTF8.self)
    guard let end = text.lastIndex(of: ")") else { return nil }
    let fields = text[text.index(after: end)...].split(separator: " ")
    guard fields.count > 1, let letter = fields[0].first, let parent = Int32(fields[1]) else {
      return nil
    }
    return Entry(pid: pid, parent: parent, letter: letter)
  }

  private static func descendants(of root: Int32, in all: [Entry]) -> [Int32] {
    var found: Set<Int32> = Set(all.map(\.pid).filter { $0 == root })
    var count = -1
    while count != found.count {
      count = found.count
      for entry in all where found.contains(entry.parent) { found.insert(entry.pid) }
    }
    return found.sorted()
  }

  private static func executable(_ pid: Int32) -> String? {
    link("/proc/\(pid)/exe").map {
      let name = $0.split(separator: "/").last.map(String.init) ?? $0
      // A package upgrade replaces the file of a server that still runs.
      return name.hasSuffix(" (deleted)") ? String(name.dropLast(" (deleted)".count)) : name
    }
  }

  private static func isOf(unit: String, _ pid: Int32) -> Bool {
    guard let data = FileManager.default.contents(atPath: "/proc/\(pid)/cgroup") else {
      return false
    }
    return String(decoding: data, as: UTF8.self).split(separator: "\n").contains { line in
      line.split(separator: "/").dropFirst().contains { $0 == unit }
    }
  }

  private static func namespace(of pid: Int32) -> String? { link("/proc/\(pid)/ns/pid") }

  private static func link(_ path: String) -> String? {
    try? FileManager.default.destinationOfSymbolicLink(atPath: path)
  }
}
