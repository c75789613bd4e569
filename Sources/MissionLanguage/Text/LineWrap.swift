/// Breaks long lines for a terminal.
enum LineWrap {
  /// The widest line that is printed.
  static let width = 100
  /// How a line begins that people copy, and that must stay whole.
  static let commandPrefixes = ["Does:", "Undoes:"]

  /// The line, broken between words, its further parts indented below it.
  static func wrap(_ line: String) -> [String] {
    let indent = line.prefix { $0 == " " }
    let body = line.dropFirst(indent.count)
    guard line.count > width || line.contains(where: \.isNewline),
      !commandPrefixes.contains(where: { body.hasPrefix($0) })
    else {
      return [line]
    }
    var lines: [String] = []
    var current = String(indent)
    for word in String(body).words {
      let isFresh = current.allSatisfy { $0 == " " }
      if !isFresh, current.count + 1 + word.count > width {
        lines.append(current)
        current = indent + "  " + word
      } else {
        current += isFresh ? word : " " + word
      }
    }
    return lines + [current]
  }
}
