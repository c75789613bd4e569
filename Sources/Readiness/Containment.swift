package import Vocabulary

/// How the containment predicate held from T0 to the end of the window.
///
/// Shape: `held` are the maximal intervals in which it held, in order, without overlap.
package struct Containment: Sendable, Equatable {
  /// When it held.
  package var held: [Interval] = []
  /// When it first broke at or after the fault was commanded; nil where it never did.
  package var firstBreakNs: Nanoseconds?
  /// Successful mutating commands after T0 that were no mistakes.
  package var actionsNs: [Nanoseconds] = []
  /// The end of the first such command that the mission's key lists as preferred or acceptable.
  package var firstKeyActionNs: Nanoseconds?
  /// When the plan itself took back the scored fault or an operation.
  package var curesNs: [Nanoseconds] = []
  /// When the plan itself took back another fault.
  package var otherCuresNs: [Nanoseconds] = []
  /// Sequence numbers of the probes and commands that it rests on.
  package var evidence: [Int] = []
  /// Why the predicate could not be evaluated; nil where it could.
  package var unmeasured: String?

  /// Nothing held.
  package init() {}

  /// From `start` up to `end`.
  package struct Interval: Sendable, Equatable {
    /// Its first instant.
    package var start: Nanoseconds
    /// The instant after its last.
    package var end: Nanoseconds
    /// From `start` up to `end`.
    package init(start: Nanoseconds, end: Nanoseconds) {
      self.start = start
      self.end = end
    }
  }

  /// What brought the system back.
  package enum Cause: String, Sendable, CaseIterable {
    /// Blue's commands.
    case response
    /// The database or its automation, with nobody's help.
    case automation
    /// The fault's own end: nothing is proved about the response.
    case faultEnded = "fault-ended"
    /// It never broke and nobody acted.
    case absorbed
  }

  /// The stable state that lasts to the end of the window.
  package struct Recovery: Sendable, Equatable {
    /// When it began.
    package var timeNs: Nanoseconds
    /// What brought it.
    package var cause: Cause
    /// Stable intervals before it that broke again.
    package var relapses: Int
  }

  /// The start of the last interval, if it reaches `end` and is at least `hold` long.
  package func recovery(
    onset: Nanoseconds, hold: Nanoseconds, end: Nanoseconds
  ) -> Recovery? {
    guard let last = held.last, last.end >= end else { return nil }
    guard let firstBreakNs else {
      // Never broken: containment is the action that kept it so, or nothing needed containing.
      guard let firstKeyActionNs else {
        return Recovery(timeNs: onset, cause: .absorbed, relapses: 0)
      }
      let start = max(max(last.start, onset), firstKeyActionNs)
      if end - start < hold { return nil }
      return Recovery(timeNs: start, cause: .response, relapses: 0)
    }
    let start = max(last.start, onset)
    if last.start < firstBreakNs || end - start < hold { return nil }
    let relapses = held.dropLast().filter {
      $0.start > firstBreakNs && $0.end - $0.start >= hold
    }
    let broke = max(relapses.last?.end ?? firstBreakNs, firstBreakNs)
    return Recovery(
      timeNs: start, cause: cause(from: broke, to: last.start), relapses: relapses.count)
  }

  private func cause(from broke: Nanoseconds, to start: Nanoseconds) -> Cause {
    let acted = actionsNs.filter { $0 <= start }
    let cure = curesNs.filter { $0 > broke && $0 <= start }.max()
    // A fault that ends while the system is down, and the system is up after: that proves nothing
    // about what blue did before.
    if let cure, !acted.contains(where: { $0 > cure }) { return .faultEnded }
    if !acted.isEmpty { return .response }
    return otherCuresNs.contains { $0 > broke && $0 <= start } ? .faultEnded : .automation
  }
}
