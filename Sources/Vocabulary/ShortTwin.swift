/// How far the twin of a live exercise was played, where that is less than the whole window.
///
/// Shape: from the twin's own timeline; a rehearsal's ends when it is over, and is never short.
/// Source: `docs/reference/score.md`, "Blast radius": what a short twin measures is "at least".
package struct ShortTwin: Sendable, Equatable {
  /// How far it was played: to the horizon that white gave, or to an earlier end.
  package var reachedNs: Nanoseconds
  /// How far it would have gone.
  package var windowNs: Nanoseconds

  /// An end this close to the window's is the window's: a conductor looks every few milliseconds.
  private static let slack = Nanoseconds.seconds(1)

  /// Reads a twin's timeline; nil where it went to the end of the window, or is none of people's.
  package init?(_ timeline: [TimelineEvent], windowNs: Nanoseconds) {
    let started = timeline.first { $0.kind == .exerciseStarted }
    guard let asked = started?.fields["horizon_ns"]?.whole else { return nil }
    let horizon = Nanoseconds(rawValue: asked)
    let ended = timeline.first { $0.kind == .exerciseEnded }?.timeNs ?? horizon
    reachedNs = min(horizon, ended)
    self.windowNs = windowNs
    guard reachedNs + Self.slack < windowNs else { return nil }
  }
}
