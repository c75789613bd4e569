import Debrief
import Vocabulary

/// Times as people on call read them.
enum Moment {
  /// `03:07`, from an hour on `1:03:07`.
  static func text(_ offset: Nanoseconds) -> String {
    let whole = max(0, Int(offset.inSeconds))
    let (minutes, seconds) = (whole / 60 % 60, whole % 60)
    let tail = "\(two(minutes)):\(two(seconds))"
    return whole < 3600 ? tail : "\(whole / 3600):\(tail)"
  }

  /// A moment on the exercise clock.
  static func at(_ offset: Nanoseconds) -> Markup {
    "<span class=\"at\">\(text(offset))</span>"
  }

  /// The same, or a dash.
  static func at(_ offset: Nanoseconds?) -> Markup { offset.map { at($0) } ?? "–" }

  /// A clock that a script lets run on between two looks at the server.
  static func running(_ offset: Nanoseconds, runs: Bool, down: Bool = false) -> Markup {
    let direction = runs ? (down ? "down" : "up") : "no"
    return """
      <span class="clock" role="timer" data-ms="\(Int(offset.inMilliseconds))" \
      data-runs="\(direction)">\(text(offset))</span>
      """
  }

  private static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
