import Foundation
import Vocabulary

/// What people see on standard error while work is under way.
enum Terminal {
  /// A result on standard output, at once: `print` into a file would keep a trial's until the last.
  static func result(_ text: String) {
    try? FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
  }

  /// One line on standard error.
  static func say(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8))
  }

  /// `3.2 s`.
  static func seconds(_ span: Nanoseconds) -> String {
    let tenths = Int((span.inSeconds * 10).rounded())
    return "\(tenths / 10).\(abs(tenths % 10)) s"
  }

  /// Text with blanks after it up to a width.
  static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  /// A path as people would type it from here.
  static func path(_ absolute: String) -> String {
    let here = FileManager.default.currentDirectoryPath + "/"
    return absolute.hasPrefix(here) ? String(absolute.dropFirst(here.count)) : absolute
  }
}
