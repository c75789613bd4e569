import Foundation
import Glibc

/// The machine's processes as `/proc` shows them, for tests that ask what is left.
enum ProcessTable {
  /// One process; number and start time together are never used twice.
  struct Entry: Sendable {
    var pid: Int32
    var parent: Int32
    var start: Substring
    /// Its command line.
    var words: [String]
    /// Its second word, which for cygnet is the verb.
    var verb: String { words.count > 1 ? words[1] : "" }
    /// The name of its network namespace; empty where it cannot be read.
    var network: String
  }

  /// Everything that runs now; what has ended and was not waited for does not run.
  static func all() -> [Int32: Entry] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    var table: [Int32: Entry] = [:]
    for pid in names.compactMap({ Int32($0) }) {
      guard let data = FileManager.default.contents(atPath: "/proc/\(pid)/stat") else { continue }
      let text = String(decoding: data, as: UTF8.self)
      guard let end = text.lastIndex(of: ")") else { continue }
      let fields = text[text.index(after: end)...].split(separator: " ")
      guard fields.count > 20, fields[0] != "Z", fields[0] != "X", let parent = Int32(fields[1])
      else { continue }
      let line = FileManager.default.contents(atPath: "/proc/\(pid)/cmdline") ?? Data()
      let words = line.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
      table[pid] = Entry(
        pid: pid, parent: parent, start: fields[19], words: words,
        network: network(of: pid))
    }
    return table
  }

  /// A process and everything below it.
  static func family(of pid: Int32) -> [Entry] {
    let table = all()
    var family = table[pid].map { [$0] } ?? []
    var next = 0
    while next < family.count {
      let parent = family[next].pid
      family += table.values.filter { $0.parent == parent }
      next += 1
    }
    return family
  }

  /// The sandbox's first process or the controller above a process, or it itself; nil for none.
  static func owner(above entry: Entry, in table: [Int32: Entry]) -> Entry? {
    var next: Entry? = entry
    while let one = next {
      if one.verb == "reaper" || one.verb == "rehearse" { return one }
      next = table[one.parent]
    }
    return nil
  }

  /// The name of the network namespace that a process is in.
  static func network(of pid: Int32) -> String {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(pid)/ns/net")) ?? ""
  }
}
