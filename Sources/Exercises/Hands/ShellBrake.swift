package import Vocabulary

/// How much of what a terminal's programs say is taken: more than people type, less than a loop.
///
/// Shape:  pure. Lines that only look, lines that may change something, and what tools ask for have
///         a bucket each, so that a flood of one drowns nothing of the others.
/// Limits: 500 lines at once and two a second in the long run, of each kind; 400 requests and 50 a
///         second. What is dropped is counted, and told at once, every ten seconds and at the end.
package struct ShellBrake: Sendable {
  /// What a program says.
  package enum Saying: String, Sendable {
    /// A line that changes nothing.
    case look
    /// A line that may change something.
    case act
    /// A tool that waits for an answer.
    case request
  }

  /// What was dropped within a while.
  package struct Dropped: Sendable, Equatable {
    /// Lines.
    package var lines = 0
    /// Requests of tools.
    package var requests = 0
    /// When the first of them came.
    package var fromNs: Nanoseconds
    /// When the last of them came.
    package var toNs: Nanoseconds
  }

  private var lines = RateLimiter(burst: 500, perSecond: 2)
  private var requests = RateLimiter(burst: 400, perSecond: 50)
  private var untold: Dropped?
  private var toldNs: Nanoseconds?
  private static let pause = Nanoseconds.seconds(10)

  /// A terminal that has said nothing.
  package init() {}

  /// Whether it is taken, and what has been dropped by now where it is time to say so.
  package mutating func take(
    _ saying: Saying, at now: Nanoseconds
  ) -> (isTaken: Bool, dropped: Dropped?) {
    let isTaken =
      saying == .request
      ? requests.allows(saying.rawValue, now: now) : lines.allows(saying.rawValue, now: now)
    if !isTaken { drop(saying, at: now) }
    guard untold != nil, toldNs.map({ now >= $0 + Self.pause }) ?? true else {
      return (isTaken, nil)
    }
    toldNs = now
    return (isTaken, rest())
  }

  /// What was dropped and not told yet; nil where that is nothing.
  package mutating func rest() -> Dropped? {
    defer { untold = nil }
    return untold
  }

  private mutating func drop(_ saying: Saying, at now: Nanoseconds) {
    var dropped = untold ?? Dropped(fromNs: now, toNs: now)
    if saying == .request { dropped.requests += 1 } else { dropped.lines += 1 }
    dropped.toNs = now
    untold = dropped
  }

  /// A line or a folder within its bounds; what is longer than a shell's hook sends ends in `…`.
  package static func bounded(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard scalars.count > longest else { return text }
    return String(String.UnicodeScalarView(scalars.prefix(longest))) + "…"
  }

  /// Characters of a line.
  package static let longest = 1_000
}
