package import Vocabulary

/// When one client of an open loop starts its requests, whatever the database does meanwhile.
///
/// Shape:  evenly spaced, from a phase drawn from the seed. Not Poisson: we read outages off the
///         gaps between acknowledged writes, and random gaps of the load's own would blur them.
///         A client has one request in flight, so an arrival can come late; an arrival later than
///         `patience` is given up and counted, or a healed database would meet the whole backlog.
/// Units:  times on the clock of the caller.
package struct ArrivalSchedule: Sendable {
  /// What the client should do now.
  package enum Decision: Sendable, Equatable {
    /// Nothing until then.
    case wait(until: Nanoseconds)
    /// Send a request that was due this long ago.
    case start(lateness: Nanoseconds)
  }

  /// Arrivals given up: later than `patience`, or still waiting at the end.
  package private(set) var skipped = 0
  private var due: Double
  private let interval: Double
  private let patience: Int64

  /// A schedule of `ratePerS` for one client that begins within its first interval after `start`.
  package init(
    ratePerS: Double, start: Nanoseconds, patience: Nanoseconds, random: inout SeededRandom
  ) {
    precondition(ratePerS > 0, "an open loop has a rate above zero")
    interval = 1e9 / ratePerS
    due = Double(start.rawValue) + random.unit() * interval
    self.patience = patience.rawValue
  }

  /// Decides at `now`; `start` takes the arrival off the schedule.
  package mutating func next(now: Nanoseconds) -> Decision {
    let oldest = Double(now.rawValue - patience)
    if due < oldest {
      let missed = ((oldest - due) / interval).rounded(.up)
      skipped += Int(missed)
      due += missed * interval
    }
    let dueNs = Int64(due)
    if dueNs > now.rawValue { return .wait(until: Nanoseconds(rawValue: dueNs)) }
    due += interval
    return .start(lateness: Nanoseconds(rawValue: now.rawValue - dueNs))
  }

  /// Ends the schedule: what is due and has not been started will not be.
  package mutating func end(now: Nanoseconds) {
    guard due <= Double(now.rawValue) else { return }
    let missed = ((Double(now.rawValue) - due) / interval).rounded(.down) + 1
    skipped += Int(missed)
    due += missed * interval
  }
}
