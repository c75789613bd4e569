/// The files of a disk that one fault acts on.
///
/// Shape:  a pattern over the path inside the disk, such as `*/wal/*`; `*` stands for any text,
///         also over a slash, `?` for one character; nil is every file.
/// Effect: a probe file of the fault's own is chosen by that fault whatever the pattern, and by no
///         other fault, so that overlapping faults are proved each on its own.
package struct FileChoice: Sendable, Hashable, Codable {
  /// The fault's name.
  package var fault: String
  /// The pattern; nil is every file.
  package var files: String?

  /// A choice of files for a fault.
  package init(fault: String, files: String? = nil) {
    self.fault = fault
    self.files = files
  }

  /// Whether the fault acts on the file at that path inside the disk.
  package func chooses(_ path: String) -> Bool {
    switch ProbeFile.kind(of: path) {
    case .quiet: false
    case .probe: ProbeFile.name(in: path).hasPrefix(ProbeFile.prefix(of: fault))
    case .ordinary: files.map { Self.matches(Array($0.utf8), Array(path.utf8)) } ?? true
    }
  }

  /// ` of <pattern>`, or nothing.
  package var words: String { files.map { " of \($0)" } ?? "" }

  /// Goes back to the last star only, which is enough: an earlier one could match no more.
  private static func matches(_ pattern: [UInt8], _ text: [UInt8]) -> Bool {
    var (place, at, star, mark) = (0, 0, -1, 0)
    while at < text.count {
      if place < pattern.count, pattern[place] == UInt8(ascii: "*") {
        (star, mark) = (place, at)
        place += 1
      } else if place < pattern.count,
        pattern[place] == UInt8(ascii: "?") || pattern[place] == text[at]
      {
        place += 1
        at += 1
      } else if star >= 0 {
        mark += 1
        (place, at) = (star + 1, mark)
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
