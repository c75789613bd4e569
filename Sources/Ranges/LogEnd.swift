import Foundation

/// The last words of a log, for people who ask why something ended.
///
/// Limits: reads its last bytes alone, for a log may be large and is asked often.
/// Errors: none; of a log that is not there or cannot be read nothing is said.
package enum LogEnd {
  private static let most: UInt64 = 400

  /// The last 400 bytes, or all where there are fewer.
  package static func text(of path: String) -> String {
    guard let log = FileHandle(forReadingAtPath: path), let size = try? log.seekToEnd() else {
      return ""
    }
    // The handle closes its file when it goes.
    do {
      try log.seek(toOffset: size - min(size, most))
      return String(decoding: try log.readToEnd() ?? Data(), as: UTF8.self)
    } catch {
      return ""
    }
  }

  /// Its last line, or as much of it as `text` has; nil where there is none.
  package static func line(of path: String) -> String? {
    text(of: path).split(separator: "\n").last.map(String.init)
  }
}
