package import Findings

/// What pages about a whole program ask: counts and the first few rows, never everything.
extension TeamLedger {
  /// How many findings stand where on a day.
  package func standing(
    _ filter: FindingFilter, on today: String
  ) throws -> [Finding.Status: Int] {
    let counts = try index.read { try FindingTable.standing(filter, on: today, in: $0) }
    return Dictionary(
      counts.compactMap { word, count in Finding.Status(rawValue: word).map { ($0, count) } },
      uniquingKeysWith: +)
  }

  /// Re-tests that pending findings wait for, the most urgent first, up to the filter's limit.
  ///
  /// - Parameter day: those of findings that were opened before it; nil is all.
  package func retests(
    _ filter: FindingFilter, openedBefore day: String? = nil, on today: String
  ) throws -> [WaitingRetest] {
    try index.read {
      try FindingTable.retests(filter, openedBefore: day, on: today, in: $0)
    }
  }

  /// Exercises without people, counted by what they were; those of some missions are left out.
  package func rehearsals(besides missions: Set<String> = []) throws -> [CountedRuns] {
    try index.read { try ExerciseTable.rehearsals(besides: missions, in: $0) }
  }
}
