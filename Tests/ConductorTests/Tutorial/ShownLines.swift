/// Lines that a tutorial shows, looked for in what commands printed.
///
/// Shape: they come in this order, and others may stand between them. `…` stands for any text, a
///        line of it alone for nothing; runs of blanks count as one.
enum ShownLines {
  /// The first line that is not there; nil where all are.
  static func missing(_ shown: [String], in output: String) -> String? {
    var rest = output.split(whereSeparator: \.isNewline).map(plain)[...]
    for line in shown {
      let pattern = plain(line[...])
      if pattern.isEmpty || pattern == "…" { continue }
      guard let place = rest.firstIndex(where: { fits($0, pattern) }) else { return line }
      rest = rest[(place + 1)...]
    }
    return nil
  }

  /// Without blanks at its ends, one between words, and without what steers a terminal.
  private static func plain(_ line: Substring) -> String {
    line.split { " \t\r\u{a0}".contains($0) }.joined(separator: " ")
  }

  /// Whether a line is an instance of the pattern.
  static func fits(_ line: String, _ pattern: String) -> Bool {
    // Blanks beside `…` may be missing where it stands for nothing.
    let pieces = pattern.split(separator: "…", omittingEmptySubsequences: false)
    let parts = pieces.enumerated().map { index, piece in
      let begun = index > 0 ? piece.drop { $0 == " " } : piece
      return index < pieces.count - 1 && begun.last == " " ? begun.dropLast() : begun
    }
    guard parts.count > 1 else { return line == pattern }
    guard line.hasPrefix(parts[0]) else { return false }
    var rest = line.dropFirst(parts[0].count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let place = rest.firstRange(of: part) else { return false }
      rest = rest[place.upperBound...]
    }
    return rest.hasSuffix(parts[parts.count - 1])
  }
}
