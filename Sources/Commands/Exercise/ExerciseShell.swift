import ArgumentParser
import Dispatch
import Foundation
import LinuxHost
import Synchronization

/// A recorded terminal on the ops host, in this one; for the people on call.
struct ExerciseShell: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shell", abstract: "A terminal on the range's ops host; it is recorded.",
    discussion: """
      There, `ssh HOST`, `systemctl` and `journalctl` act on the range's hosts; `hosts` lists them.
      What it shows is recorded; what you type is not, but each line that you enter is noted.
      """)

  @OptionGroup var seat: SeatOptions
  @Option(help: "Go on to this host at once, as by ssh.") var host: String?

  mutating func run() async throws {
    let client = try seat.client()
    let isReal = OwnTerminal.isThere
    let size = OwnTerminal.size ?? (columns: 100, rows: 30)
    let term = isReal ? ProcessInfo.processInfo.environment["TERM"] ?? "dumb" : "dumb"
    let id = try client.openTerminal(term: term, columns: size.columns, rows: size.rows)
    if let host { try client.type(Array("ssh \(host)\n".utf8), into: id) }
    let screen = Screen()
    Thread.detachNewThread { screen.show(id, of: client) }
    if isReal { try OwnTerminal.makeRaw() }
    defer { if isReal { OwnTerminal.restore() } }
    do {
      try handOver(to: id, of: client, until: screen)
    } catch {
      // The shell may have ended between a key and its way; then that is no error.
      if !screen.isOver { throw error }
    }
    if let failure = screen.failure { throw failure }
  }

  private func handOver(to id: String, of client: ExerciseClient, until screen: Screen) throws {
    var hasInput = true
    while !screen.isOver {
      if let size = OwnTerminal.newSize() {
        try client.resize(id, columns: size.columns, rows: size.rows)
      }
      guard hasInput else {
        screen.waitForEnd(milliseconds: 50)
        continue
      }
      guard let bytes = OwnTerminal.read(within: 50) else { continue }
      // The end of a script is what Ctrl-D is of a person.
      hasInput = !bytes.isEmpty
      try client.type(hasInput ? bytes : [4], into: id)
    }
  }
}

/// What the far terminal shows, written to this one as it comes.
private final class Screen: Sendable {
  private let state = Mutex(State())
  private let ended = DispatchSemaphore(value: 0)

  private struct State {
    var isOver = false
    var failure: (any Error)?
  }

  var isOver: Bool { state.withLock { $0.isOver } }
  var failure: (any Error)? { state.withLock { $0.failure } }

  /// Returns when nothing more comes, or the time is up.
  func waitForEnd(milliseconds: Int) {
    _ = ended.wait(timeout: .now() + .milliseconds(milliseconds))
  }

  func show(_ id: String, of client: ExerciseClient) {
    var failure: (any Error)?
    do {
      try client.showTerminal(id) { try? FileHandle.standardOutput.write(contentsOf: Data($0)) }
    } catch { failure = error }
    let seen = failure
    state.withLock {
      $0.failure = seen
      $0.isOver = true
    }
    ended.signal()
  }
}
