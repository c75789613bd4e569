package import Vocabulary

/// How much of what a terminal's programs say is taken: more than people type, less than a loop.
///
/// Shape:  pure. Lines that look and lines that may change something are counted apart, and each
///         line by its words as well, so that a loop drowns no other line; so are tools that ask.
/// Limits: of one line 100 at once and two a second in the long run; of all that look 1,000 and
///         five a second, of all that act as many; 400 requests and 50 a second. What is dropped is
///         counted, and told at once, every ten seconds and at the end.
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

  private struct Lines {
    private var all = RateLimiter(burst: 1_000, perSecond: 5)
    private var each = RateLimiter(burst: 100, perSecond: 2)

    mutating func take(_ line: String, at now: Nanoseconds) -> Bool {
      // Long lines are told apart by how they begin.
      let key = String(String.UnicodeScalarView(line.unicodeScalars.prefix(200)))
      return each.allows(key, now: now) && all.allows("", now: now)
    }
  }

  private var looks = Lines()
  private var acts = Lines()
  private var requests = RateLimiter(burst: 400, perSecond: 50)
  private var untold: Dropped?
  private var toldNs: Nanoseconds?
  private static let pause = Nanoseconds.seconds(10)

  /// A terminal that has said nothing.
  package init() {}

  /// Whether it is taken, and what has been dropped by now where it is time to say so.
  ///
  /// `line` is what was entered, and empty where a tool asks.
  package mutating func take(
    _ saying: Saying, _ line: String = "", at now: Nanoseconds
  ) -> (isTaken: Bool, dropped: Dropped?) {
    let isTaken =
      switch saying {
      case .look: looks.take(line, at: now)
      case .act: acts.take(line, at: now)
      case .request: requests.allows("", now: now)
      }
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
