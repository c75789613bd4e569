package import Exercises
import Foundation
import Ranges
package import Vocabulary

/// Blue's hands in one exercise: recorded terminals on the range's ops host, each line noted.
///
/// Shape: only blue opens a terminal and types in it; red and white may look at it.
/// Limits: four terminals a person. They end with this process; the range and the recordings stay.
package actor TerminalHub: TerminalDoor {
  private let range: TerminalRange
  private let recordings: String
  private let room: RecordingRoom
  private let desk: any TerminalDesk
  private let origin: Nanoseconds
  private let clock: @Sendable () -> Nanoseconds
  private let reports: AsyncStream<TerminalReport>.Continuation
  private let noting: Task<Void, Never>
  private var terminals: [String: LiveTerminal] = [:]
  private var opened = 0
  private var isClosed = false

  /// What one person may have at a time, and all together in an exercise.
  static let mostOfOne = 4
  static let mostOfAll = 500

  /// Terminals that are recorded in a folder; a recording says when it began after `origin`.
  package init(
    range: TerminalRange, recordings: String, desk: any TerminalDesk, origin: Nanoseconds,
    clock: @escaping @Sendable () -> Nanoseconds
  ) {
    self.range = range
    self.recordings = recordings
    room = RecordingRoom(in: recordings)
    self.desk = desk
    self.origin = origin
    self.clock = clock
    let (stream, reports) = AsyncStream.makeStream(of: TerminalReport.self)
    self.reports = reports
    noting = Task { for await report in stream { await desk.note(report) } }
  }

  /// Opens a terminal for one of blue; four at a time.
  package func openTerminal(
    for person: Participant, term: String, columns: Int, rows: Int
  ) async throws(Refusal) -> String {
    guard person.role == .blue else {
      throw Refusal(.forbidden, "only the people on call open terminals")
    }
    guard !isClosed else { throw Refusal(.phase, "the range is not up") }
    guard openTerminals(of: person).count < Self.mostOfOne else {
      throw Refusal(
        .limited, "you have \(Self.mostOfOne) terminals open", hint: "close one with `exit`")
    }
    guard opened < Self.mostOfAll else {
      throw Refusal(.limited, "this exercise has had \(Self.mostOfAll) terminals")
    }
    opened = max(opened, lastRecording()) + 1
    let id = "t\(opened)"
    let terminal = LiveTerminal(
      id: id, recording: opened, owner: person, range: range, desk: desk, origin: origin,
      clock: clock, reports: reports)
    // It counts before it is up, so that nobody opens ten at once.
    terminals[id] = terminal
    do throws(Refusal) {
      try await terminal.open(
        in: recordings, sharing: room, term: Self.known(term),
        columns: Self.within(columns, 20...500), rows: Self.within(rows, 5...300))
    } catch {
      terminals[id] = nil
      throw error
    }
    return id
  }

  /// What it has shown and shows, for everybody but observers.
  package func terminalOutput(
    _ id: String, for person: Participant
  ) async throws(Refusal) -> AsyncStream<[UInt8]> {
    if let refusal = Permissions.refusal(toRead: .terminalOutput, role: person.role) {
      throw refusal
    }
    return try await terminal(id).follow()
  }

  /// What its owner typed.
  package func terminalInput(
    _ id: String, _ bytes: [UInt8], for person: Participant
  ) async throws(Refusal) {
    try await own(id, person).type(bytes)
  }

  /// The new size of its owner's window.
  package func resizeTerminal(
    _ id: String, columns: Int, rows: Int, for person: Participant
  ) async throws(Refusal) {
    try await own(id, person).resize(
      columns: Self.within(columns, 20...500), rows: Self.within(rows, 5...300))
  }

  /// Ends it, for its owner.
  package func closeTerminal(_ id: String, for person: Participant) async throws(Refusal) {
    try await own(id, person).end()
  }

  /// The ids of a person's terminals whose shells run.
  package func openTerminals(of person: Participant) -> [String] {
    terminals.filter { $0.value.owner == person && !$0.value.isOver }.map(\.key).sorted()
  }

  /// All terminals of the exercise, oldest first, for those who look on.
  package var shown: [ShownTerminal] {
    terminals.values.sorted { $0.recording < $1.recording }.map {
      ShownTerminal(id: $0.id, by: $0.owner.name, isOpen: !$0.isOver)
    }
  }

  /// Ends every shell and waits until all is noted and recorded; nothing can be opened afterwards.
  ///
  /// Limits: a shell that waits for a stalled disk is not waited for longer than five seconds; it
  ///         ends with the disk's fault, or with the range.
  package func closeAll() async {
    isClosed = true
    for terminal in terminals.values { await terminal.end() }
    let deadline = clock() + .seconds(5)
    while terminals.values.contains(where: { !$0.isOver }), clock() < deadline {
      try? await Task.sleep(for: .milliseconds(10))
    }
    reports.finish()
    await noting.value
  }

  private func own(_ id: String, _ person: Participant) throws(Refusal) -> LiveTerminal {
    guard person.role != .observer else { throw Self.missing }
    let found = try terminal(id)
    guard found.owner == person else {
      throw Refusal(.forbidden, "this is the terminal of \(found.owner.name)")
    }
    return found
  }

  private func terminal(_ id: String) throws(Refusal) -> LiveTerminal {
    guard let found = terminals[id] else { throw Self.missing }
    return found
  }

  private static let missing = Refusal(.missing, "there is no such terminal")

  private static func within(_ number: Int, _ range: ClosedRange<Int>) -> Int {
    min(max(number, range.lowerBound), range.upperBound)
  }

  /// A name of the terminal database, or `dumb`.
  private static func known(_ term: String) -> String {
    let isName =
      !term.isEmpty && term.count <= 40
      && term.utf8.allSatisfy {
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20
          || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0
          || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: ".")
      }
    return isName ? term : "dumb"
  }

  /// A console that was started again goes on counting.
  private func lastRecording() -> Int {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: recordings)) ?? []
    return names.compactMap { Int($0.prefix { $0 != "." }) }.max() ?? 0
  }
}
