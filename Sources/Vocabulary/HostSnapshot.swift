/// What faults may touch on a host, as lines by section: taken before and after, it shows residue.
///
/// Shape:  lines are sorted and hold no counters, handles or process numbers, so that two snapshots
///         of an untouched host are equal.
/// Limits: only what faults own; a database that chose another leader or ended by itself is none.
package struct HostSnapshot: Sendable, Equatable, Codable {
  /// Whose it is.
  package var host: HostName
  /// Lines by section, such as `packet filter`.
  package var sections: [String: [String]]

  /// A snapshot; its lines are sorted here.
  package init(host: HostName, sections: [String: [String]]) {
    self.host = host
    self.sections = sections.mapValues { $0.sorted() }
  }

  /// What is here and was not there, and what was there and is gone, one line each.
  package func difference(from before: HostSnapshot) -> [String] {
    Set(sections.keys).union(before.sections.keys).sorted().flatMap { section -> [String] in
      let (old, new) = (before.sections[section] ?? [], sections[section] ?? [])
      return Self.surplus(of: old, over: new).map { "\(section), gone: \($0)" }
        + Self.surplus(of: new, over: old).map { "\(section), new: \($0)" }
    }
  }

  /// Lines that are in the left one more often than in the right.
  private static func surplus(of left: [String], over right: [String]) -> [String] {
    var counts = Dictionary(right.map { ($0, 1) }, uniquingKeysWith: +)
    return left.filter { line in
      guard let count = counts[line], count > 0 else { return true }
      counts[line] = count - 1
      return false
    }
  }
}
