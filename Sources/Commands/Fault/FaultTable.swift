/// The kinds as a table of at most a hundred columns, one paragraph an area.
enum FaultTable {
  private static let kindWidth = 28
  private static let most = 100

  static func text(_ entries: [FaultEntry]) -> String {
    var lines: [String] = []
    let there = entries.filter { $0.verb != nil }
    for area in there.map(\.area).uniqued {
      if !lines.isEmpty { lines.append("") }
      for entry in there where entry.area == area { lines += rows(entry) }
    }
    let notYet = entries.filter { $0.verb == nil }
    if !notYet.isEmpty {
      lines += ["", "Known to missions, and refused on a range:"]
      for reason in notYet.compactMap(\.reason).uniqued {
        let kinds = notYet.filter { $0.reason == reason }.map(\.kind)
        lines += wrapped("  \(kinds.joined(separator: ", ")): \(reason)", indent: 2)
      }
    }
    lines += [
      "",
      "(required)  [optional]  `cygnet fault list KIND` shows one in full, "
        + "`cygnet fault try` does it",
    ]
    return lines.joined(separator: "\n")
  }

  private static func rows(_ entry: FaultEntry) -> [String] {
    let parameters = entry.parameters.map { $0.isRequired ? "(\($0.name))" : "[\($0.name)]" }
    let head = Terminal.padded(entry.kind, kindWidth)
    let indent = String(repeating: " ", count: kindWidth)
    var lines = wrapped(head + entry.summary, indent: kindWidth)
    if !parameters.isEmpty {
      lines += wrapped(indent + parameters.joined(separator: " "), indent: kindWidth)
    }
    if let databases = entry.databases {
      lines += wrapped(indent + "only on \(databases.joined(separator: ", "))", indent: kindWidth)
    }
    if let reason = entry.reason {
      lines += wrapped(indent + "NOT HERE: \(reason)", indent: kindWidth)
    }
    return lines
  }

  /// Words broken into lines that fit; every line but the first is indented.
  static func wrapped(_ text: String, indent: Int) -> [String] {
    var lines: [String] = []
    var line = String(text.prefix { $0 == " " })
    var isFresh = true
    for word in text.split(separator: " ", omittingEmptySubsequences: false).drop(while: \.isEmpty)
    {
      if !isFresh, line.count + 1 + word.count > most {
        lines.append(line)
        line = String(repeating: " ", count: indent) + word
      } else {
        line += (isFresh ? "" : " ") + word
      }
      isFresh = false
    }
    return (lines + [line]).map { String($0.reversed().drop { $0 == " " }.reversed()) }
  }
}

extension Sequence where Element: Hashable {
  /// Each element once, in the order of its first place.
  var uniqued: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
