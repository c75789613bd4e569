/// What each failed operation of one run is put down to: `attribution.json`.
///
/// Shape: one entry a cause, in order of its first operation; the counts of all entries add up to
/// the totals of the checkers.
/// Units: offsets from the start of the exercise.
/// Source: `docs/reference/attribution.md`.
package struct Attribution: Sendable, Equatable, Codable {
  /// One a cause.
  package var entries: [Entry]
  /// All failed operations of the run.
  package var total: Counts
  /// Where on the clock the entries' operations stand.
  package var marks: [Mark]

  /// Whose doing it is.
  package enum Cause: String, Sendable, Codable, CaseIterable {
    /// A fault that red injected.
    case fault
    /// An operator's action that is a step of the mission.
    case `operator`
    /// An action of blue.
    case responder
    /// The application, which asked for less than the database can promise.
    case application
    /// The database by itself: an election after a healing, or a defect.
    case database
    /// Nothing that was recorded explains it.
    case unattributed
  }

  /// Failed operations by what became of them.
  package struct Counts: Sendable, Equatable, Codable {
    /// Acknowledged writes that are gone.
    package var lost = 0
    /// Reads that were behind.
    package var stale = 0
    /// Operations that were answered and did not happen.
    package var refused = 0
    /// Operations of which nobody knows.
    package var unanswered = 0
    /// None.
    package init() {}
    /// All of them.
    package var sum: Int { lost + stale + refused + unanswered }
  }

  /// A cause with its operations.
  package struct Entry: Sendable, Equatable, Codable {
    /// Whose doing; of several in effect at once, that of the last.
    package var cause: Cause
    /// The steps or actions in the order in which they began, joined by ` + `; or what the database
    /// did.
    package var name: String
    /// The parts of a compound; one where it is none, empty where the database did it.
    package var parts: [String]
    /// Why it is put down to this, for people.
    package var reason: String
    /// Sequence numbers of the events that show it.
    package var evidence: [Int]
    /// How many of each kind.
    package var counts: Counts
    /// The first of them.
    package var firstNs: Nanoseconds
    /// The last of them.
    package var lastNs: Nanoseconds

    /// A cause with its operations.
    package init(
      cause: Cause, name: String, parts: [String], reason: String, evidence: [Int],
      counts: Counts, firstNs: Nanoseconds, lastNs: Nanoseconds
    ) {
      self.cause = cause
      self.name = name
      self.parts = parts
      self.reason = reason
      self.evidence = evidence
      self.counts = counts
      self.firstNs = firstNs
      self.lastNs = lastNs
    }

    /// Whether the database lost or mixed up data with nothing to explain it: a defect to report.
    package var isDefect: Bool { cause == .database && counts.lost + counts.stale > 0 }
  }

  /// A stretch of the clock in which operations of one cause failed.
  package struct Mark: Sendable, Equatable, Codable {
    /// The place of the cause in `entries`.
    package var entry: Int
    /// What became of them: `lost`, `stale`, or `refused` for refused and unanswered ones.
    package var harm: FailedOperation.Harm
    /// The first.
    package var startNs: Nanoseconds
    /// The last.
    package var endNs: Nanoseconds
    /// How many.
    package var count: Int

    /// A stretch.
    package init(
      entry: Int, harm: FailedOperation.Harm, startNs: Nanoseconds, endNs: Nanoseconds, count: Int
    ) {
      self.entry = entry
      self.harm = harm
      self.startNs = startNs
      self.endNs = endNs
      self.count = count
    }
  }

  /// An attribution; `Readiness` is the only caller outside tests.
  package init(entries: [Entry], total: Counts, marks: [Mark]) {
    self.entries = entries
    self.total = total
    self.marks = marks
  }

  /// Operations that nothing explains.
  package var unattributed: Int {
    entries.filter { $0.cause == .unattributed }.reduce(0) { $0 + $1.counts.sum }
  }
}

/// What stands in `attribution.json`: the run, and its twin where one was played.
package struct Attributions: Sendable, Equatable, Codable {
  /// As it went.
  package var run: Attribution
  /// With nobody responding.
  package var twin: Attribution?

  /// Both.
  package init(run: Attribution, twin: Attribution?) {
    self.run = run
    self.twin = twin
  }
}

extension Attribution.Counts {
  /// How many of one kind.
  package subscript(harm: FailedOperation.Harm) -> Int {
    get {
      switch harm {
      case .lost: lost
      case .stale: stale
      case .refused: refused
      case .unanswered: unanswered
      }
    }
    set {
      switch harm {
      case .lost: lost = newValue
      case .stale: stale = newValue
      case .refused: refused = newValue
      case .unanswered: unanswered = newValue
      }
    }
  }
}
