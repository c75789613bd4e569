internal import Foundation
package import Vocabulary

/// `simulated.jsonl`: on which day each exercise of a simulated program counts.
///
/// Shape:  one JSON object a line, beside the program file, one a run; evidence has its own clock,
///         and is never touched.
/// Limits: a program that does not say that it is simulated may have no such file.
/// Errors: a line that is no day, a run that stands twice, a run with another SEAL.
package struct SimulatedDays: Sendable, Equatable {
  private let path: String
  private var days: [String: SimulatedDay] = [:]

  /// Reads what stands there; nothing where there is no file.
  package init(at place: LedgerPlace) throws(LedgerError) {
    path = place.simulated
    guard FileManager.default.fileExists(atPath: path) else { return }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw LedgerError("cannot read \(path)", hint: "check its permissions")
    }
    let lines = data.split(separator: UInt8(ascii: "\n"))
    for (number, line) in lines.enumerated() {
      let day = try? CanonicalJSON.decode(SimulatedDay.self, from: Data(line))
      guard let day, day.day != nil, WallTime.nanoseconds(day.at) != nil else {
        throw LedgerError(
          "\(path): line \(number + 1) is no day of an exercise",
          hint: "docs/reference/ledger.md shows one; cygnet program simulate writes the file")
      }
      guard days.updateValue(day, forKey: day.run) == nil else {
        throw LedgerError(
          "\(path): line \(number + 1) gives \(day.run) a second day",
          hint: "an exercise counts once; take one of the two lines out")
      }
    }
  }

  /// Whether no exercise has a day of its own.
  package var isEmpty: Bool { days.isEmpty }

  /// Whether a run counts on such a day.
  package func has(_ run: String) -> Bool { days[run] != nil }

  /// When a run counts; nil where that is the day of its evidence.
  package func day(of run: String, seal: String) throws(LedgerError) -> SimulatedDay? {
    guard let day = days[run] else { return nil }
    guard day.seal == seal else {
      throw LedgerError(
        "\(path) gives \(run) a day, and the run there now has another SEAL",
        hint: "bring that run folder back, or take its line out")
    }
    return day
  }

  /// Adds a day; the file is replaced whole or not at all.
  package mutating func add(_ day: SimulatedDay) throws(LedgerError) {
    if days[day.run] == day { return }
    guard days[day.run] == nil else {
      throw LedgerError(
        "\(path) has another day for \(day.run)",
        hint: "a day stands once it was given; move the folder away and begin anew")
    }
    days[day.run] = day
    do {
      let lines = try days.values.sorted { ($0.at, $0.run) < ($1.at, $1.run) }
        .map { try CanonicalJSON.line($0) + "\n" }
      try Data(lines.joined().utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      days[day.run] = nil
      throw LedgerError(
        "nothing was written to \(path): \(error)", hint: "check for free space and permissions")
    }
  }
}
