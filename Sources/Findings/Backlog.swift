/// All findings of a team: the fold of the journal's events.
///
/// Shape:  pure; the same events give the same backlog. What happens to one finding changes no
///         other, so only the order within each finding matters.
/// Limits: an event that no earlier `opened` explains is kept in `strays` and has no effect.
package struct Backlog: Sendable, Equatable {
  /// In order of their numbers.
  package private(set) var findings: [Finding]
  /// Events of findings that were never opened.
  package private(set) var strays: [FindingEvent]
  /// All events as they came.
  package private(set) var events: [FindingEvent]

  /// Folds a journal.
  package init(_ events: [FindingEvent] = []) {
    self.events = events
    let known = Dictionary(grouping: events, by: \.finding)
    let folded = known.keys.sorted().map { ($0, FindingFold.fold(known[$0] ?? [])) }
    findings = folded.compactMap { $0.1 }
    let lost = Set(folded.filter { $0.1 == nil }.map(\.0))
    strays = events.filter { lost.contains($0.finding) }
  }

  /// The finding of that name.
  package subscript(id: FindingID) -> Finding? { findings.first { $0.id == id } }

  /// The backlog after more events.
  package func appending(_ more: [FindingEvent]) -> Backlog { Backlog(events + more) }

  /// The name that the next finding gets.
  package var nextID: FindingID {
    FindingID(number: (events.compactMap(\.finding.number).max() ?? 0) + 1)
  }

  /// The findings that somebody has to do something about, the most urgent first.
  package func ranked(on today: String) -> [Finding] {
    Priority.ordered(findings.filter { $0.isPending(on: today) })
  }
}
