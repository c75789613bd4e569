import Exercises
import LinuxHost
import Ranges
import Synchronization
import Testing
import Vocabulary

@testable import Conductor

/// A person on call, at a terminal on a real range.
final class Typist: Sendable {
  let hub: TerminalHub
  let desk: NotingDesk
  let person = Participant(name: "Ann", role: .blue)
  let id: String
  private let screen = Mutex("")
  /// Whether the terminal said that its shell has ended.
  private let isOver = Mutex(false)

  init(_ cluster: Cluster, recordings: String) async throws {
    let desk = NotingDesk(RangeServices(cluster))
    self.desk = desk
    hub = TerminalHub(
      range: try await TerminalRange(cluster), recordings: recordings, desk: desk,
      origin: MonotonicClock.now(), clock: { MonotonicClock.now() })
    id = try await hub.openTerminal(for: person, term: "dumb", columns: 200, rows: 40)
    let shown = try await hub.terminalOutput(id, for: person)
    Task { [self] in
      for await bytes in shown { screen.withLock { $0 += String(decoding: bytes, as: UTF8.self) } }
      isOver.withLock { $0 = true }
    }
    _ = try await wait(for: "ops@ops $ ")
  }

  /// What the screen shows once it ends in these words; it is empty afterwards.
  func wait(for words: String, within limit: Nanoseconds = .seconds(15)) async throws -> String {
    let deadline = MonotonicClock.now() + limit
    while MonotonicClock.now() < deadline {
      let found: String? = screen.withLock { text in
        guard text.hasSuffix(words) else { return nil }
        defer { text = "" }
        // A terminal's line end is one character to Swift.
        return text.replacing("\r\n", with: "\n")
      }
      if let found { return found }
      try await Task.sleep(for: .milliseconds(5))
    }
    throw Missing(words: words, screen: screen.withLock { $0 })
  }

  struct Missing: Error {
    var words: String
    var screen: String
  }

  /// Enters a line and returns what it showed.
  @discardableResult
  func enter(_ line: String, until words: String = "ops@ops $ ") async throws -> String {
    try await press(line + "\n")
    return try await wait(for: words)
  }

  func press(_ keys: String) async throws {
    try await hub.terminalInput(id, Array(keys.utf8), for: person)
  }

  /// Whether the output ends within a while.
  func isEnded(within limit: Nanoseconds = .seconds(10)) async throws -> Bool {
    let deadline = MonotonicClock.now() + limit
    while MonotonicClock.now() < deadline {
      if isOver.withLock({ $0 }) { return true }
      try await Task.sleep(for: .milliseconds(5))
    }
    return false
  }
}

/// A desk that has the range do what is asked, and keeps what it is told.
final class NotingDesk: TerminalDesk {
  private let manager: RangeServices
  private let kept = Mutex<[TerminalReport]>([])

  init(_ manager: RangeServices) { self.manager = manager }

  func operate(
    _ verb: ServiceVerb, on host: HostName, for person: Participant
  ) async -> ServiceAnswer {
    await manager.operate(verb, on: host)
  }

  func note(_ report: TerminalReport) async { kept.withLock { $0.append(report) } }

  /// What was left out.
  var dropped: [ShellBrake.Dropped] {
    kept.withLock {
      $0.compactMap { if case .dropped(let dropped, _, _, _) = $0 { dropped } else { nil } }
    }
  }

  /// The lines that are over, in order.
  var commands: [ExecutedCommand] {
    kept.withLock { $0.compactMap { if case .ended(let command) = $0 { command } else { nil } } }
  }
}
