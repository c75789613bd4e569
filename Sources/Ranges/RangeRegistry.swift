import Foundation
import Glibc
import Vocabulary

/// The ranges of this user on this machine, one JSON file each, so that any command finds them.
package enum RangeRegistry {
  /// The folder of the records and the scratch folders.
  package static var folder: String {
    let temporary = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp"
    return "\(temporary)/cygnet-\(geteuid())"
  }

  /// Where a range of that name keeps what is no evidence.
  package static func scratch(of name: String) -> String { "\(folder)/\(name)" }

  /// Records a range before its agent is up, so that a crash leaves a trace.
  static func add(_ record: Sandbox.Record) throws(RangeError) {
    do {
      let text = try CanonicalJSON.document(record)
      try Data(text.utf8).write(to: URL(fileURLWithPath: file(of: record.name)), options: .atomic)
    } catch {
      throw RangeError(
        "cannot record the range \(record.name): \(error)", hint: "check that \(folder) is writable"
      )
    }
  }

  static func remove(_ name: String) {
    try? FileManager.default.removeItem(atPath: file(of: name))
  }

  /// All recorded ranges, alive or not, by name.
  package static func all() -> [Sandbox.Record] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".json") }.sorted().compactMap { name in
      FileManager.default.contents(atPath: "\(folder)/\(name)")
        .flatMap { try? CanonicalJSON.decode(Sandbox.Record.self, from: $0) }
    }
  }

  /// The recorded range of that name.
  package static func find(_ name: String) -> Sandbox.Record? {
    all().first { $0.name == name }
  }

  /// Whether a process is a sandbox of ours: numbers are used again, so one alone proves nothing.
  static func isSandbox(_ pid: Int32) -> Bool {
    guard let data = FileManager.default.contents(atPath: "/proc/\(pid)/cmdline") else {
      return false
    }
    let words = data.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    return words.first?.hasSuffix("unshare") == true && words.contains("reaper")
  }

  private static func file(of name: String) -> String { "\(folder)/\(name).json" }
}
