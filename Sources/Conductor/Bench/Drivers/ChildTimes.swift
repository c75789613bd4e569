import Foundation

/// A command run so that it tells how much processor time it took.
///
/// Source: POSIX, `times` of the shell: the second line is of the children that have ended.
enum ChildTimes {
  /// The command in a shell that says at the end, on standard error, what it took.
  static func timed(_ command: [String]) -> [String] {
    ["env", "LC_ALL=C", "sh", "-c", "\"$@\"; code=$?; times >&2; exit $code", "times"] + command
  }

  /// Seconds of processor time by the last line of standard error; nil where they are not there.
  static func seconds(_ error: String) -> Double? {
    guard let line = error.split(separator: "\n").last else { return nil }
    let words = line.split(separator: " ")
    let spans = words.compactMap(span)
    return words.count == 2 && spans.count == 2 ? spans[0] + spans[1] : nil
  }

  /// `1m2.500000s` as 62.5.
  private static func span(_ word: Substring) -> Double? {
    let parts = word.split(separator: "m", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].last == "s", let minutes = Double(parts[0]),
      let seconds = Double(parts[1].dropLast()), minutes >= 0, seconds >= 0
    else { return nil }
    return minutes * 60 + seconds
  }
}
