package import Evidence
package import Findings
internal import Foundation
internal import GRDB
internal import Vocabulary

/// What a call wrote into a ledger.
package struct LedgerEntry: Sendable, Equatable {
  /// What stands in the journal now.
  package var events: [FindingEvent]
  /// What a person should know of the files, one sentence each; empty is the rule.
  package var notes: [String]
}

extension TeamLedger {
  /// Decides on findings as they are, while nobody else writes, and writes what was decided.
  ///
  /// - Parameter finding: the one that it is about: the backlog holds no other then; nil is all.
  package func decide(
    about finding: FindingID? = nil, _ decision: (Backlog) throws -> [FindingEvent]
  ) throws -> LedgerEntry {
    try journal.holding { held in
      let start = try catchUp(with: held)
      let known = try index.read { try EventTable.events(of: finding, in: $0) }
      return try write(try decision(Backlog(known)), to: held, after: start)
    }
  }

  /// Takes in a finished exercise, and writes down what it says of findings.
  ///
  /// Shape: called again for the same folder it adds nothing to the journal. A run that counts on
  ///        a simulated day is a trial of that day, and says so.
  ///
  /// - Parameters:
  ///   - outcome: what triage reads; nil takes the exercise in and leaves the findings alone.
  ///   - at: when that is, RFC 3339 in UTC.
  package func record(
    _ folder: RunFolder, outcome: ExerciseOutcome?, at: String
  ) throws -> LedgerEntry {
    guard let exercise = try ReadExercise(folder, at: place) else {
      throw LedgerError(
        "\(folder.path) is not finished",
        hint: "it comes into the ledger once it is sealed; one of people, once it is revealed")
    }
    guard var outcome else {
      try index.write { try put(exercise, into: $0) }
      return LedgerEntry(events: [], notes: [])
    }
    outcome.simulatedAt = try SimulatedDays(at: place)
      .day(of: exercise.run, seal: exercise.seal)?.at
    let told = outcome
    return try journal.holding { held in
      let start = try catchUp(with: held)
      let events = Triage.events(of: told, in: try backlog(), at: at)
      return try write(events, to: held, after: start) { try put(exercise, into: $0) }
    }
  }

  /// Whether the ledger has that folder as it is now.
  package func has(_ folder: RunFolder) throws -> Bool {
    guard let data = FileManager.default.contents(atPath: folder.seal) else { return false }
    let seal = Digest.sha256(data)
    let short = place.short(folder.path)
    return try index.read { try ExerciseTable.seals($0) }.contains { $0 == (short, seal) }
  }

  private func write(
    _ events: [FindingEvent], to held: HeldJournal, after start: JournalPlace,
    and also: (Database) throws -> Void = { _ in }
  ) throws -> LedgerEntry {
    var entry = LedgerEntry(events: events, notes: [])
    if held.setAside > 0 {
      entry.notes.append(
        "\(held.setAside) bytes of a line that was never finished were set aside: "
          + "\(place.journal).torn")
    }
    let (entries, end) = try held.append(events, after: start)
    do {
      try index.write { database in
        if end != start { try EventTable.take(entries, from: start, to: end, into: database) }
        try also(database)
      }
    } catch let error where !events.isEmpty {
      // It is in the journal, and the next command reads it from there.
      entry.notes.append("it is written down, but the index is behind: \(error)")
    }
    return entry
  }

  private func put(_ exercise: ReadExercise, into database: Database) throws {
    try ExerciseTable.put(exercise, into: database)
    if !exercise.folder.hasPrefix(Self.runs + "/") {
      let parent = exercise.folder.split(separator: "/", omittingEmptySubsequences: false)
        .dropLast().joined(separator: "/")
      try ExerciseTable.addRoot(parent, to: database)
    }
  }

  /// Where run folders are unless somebody says otherwise.
  static let runs = "runs"
}
