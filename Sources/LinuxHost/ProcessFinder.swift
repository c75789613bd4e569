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
    let tree = ProcessTree.read()
    let all = tree.entries.filter { namespace(of: $0.pid) == own }
    switch finder {
    case .process(let name): return all.filter { executable($0.pid) == name }.map(\.pid).sorted()
    case .pidFile(let path):
      let text = FileManager.default.contents(atPath: path).map {
        String(decoding: $0, as: UTF8.self)
      }
      let first = text?.split(whereSeparator: \.isWhitespace).first
      guard let root = first.flatMap({ Int32($0) }), root > 1 else { return [] }
      let family = Set([root] + tree.descendants(of: [root]).map(\.pid))
      return all.map(\.pid).filter(family.contains).sorted()
    case .unit(let name): return all.filter { isOf(unit: name, $0.pid) }.map(\.pid).sorted()
    }
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
