import Exercises
import Foundation
import LinuxHost
import Ranges
import Synchronization
import Vocabulary

/// One person's terminal: a shell on the ops host, and above it those entered by `ssh`.
///
/// Shape: keys go to the topmost shell; what any of them shows is shown.
actor LiveTerminal {
  nonisolated let id: String
  nonisolated let recording: Int
  nonisolated let owner: Participant
  let range: TerminalRange
  let desk: any TerminalDesk
  let reports: AsyncStream<TerminalReport>.Continuation
  private let origin: Nanoseconds
  private let clock: @Sendable () -> Nanoseconds
  private var output: TerminalOutput?
  private var term = "dumb"
  private var size = (columns: 80, rows: 24)
  private var stack: [LiveShell] = []
  private var started = 0
  private var typed: [UInt8] = []
  private var isTyping = false
  /// Programs that were started on other hosts, by who waits for them.
  var errands: [Errand: Jail] = [:]
  /// How many tools are being served.
  var served = 0
  let ear: TerminalEar
  private var isEnding = false
  private let over = Atomic<Bool>(false)

  init(
    id: String, recording: Int, owner: Participant, range: TerminalRange, desk: any TerminalDesk,
    origin: Nanoseconds, clock: @escaping @Sendable () -> Nanoseconds,
    reports: AsyncStream<TerminalReport>.Continuation
  ) {
    self.id = id
    self.recording = recording
    self.owner = owner
    self.range = range
    self.desk = desk
    self.origin = origin
    self.clock = clock
    self.reports = reports
    ear = TerminalEar { dropped in
      reports.yield(
        .dropped(dropped, terminal: id, recording: recording, by: owner.name))
    }
  }

  /// Whether the last shell has ended, and all of it is recorded.
  nonisolated var isOver: Bool { over.load(ordering: .acquiring) }

  /// Opens the recording and the shell on the ops host.
  func open(
    in recordings: String, sharing room: RecordingRoom, term: String, columns: Int, rows: Int
  ) async throws(Refusal) {
    self.term = term
    size = (columns, rows)
    do {
      try FileManager.default.createDirectory(
        atPath: recordings, withIntermediateDirectories: true)
    } catch { throw Refusal(.failed, "the terminal cannot be recorded", hint: "ask white") }
    let file = try TerminalRecording(
      creating: "\(recordings)/\(recording).cast", in: room, columns: columns, rows: rows,
      origin: origin, title: "\(owner.name) on \(Cluster.ops)", term: term, clock: clock)
    output = TerminalOutput(file)
    reports.yield(
      .opened(terminal: id, recording: recording, by: owner.name, atNs: clock()))
    do throws(Refusal) {
      try await enter(Cluster.ops, command: nil, for: nil)
    } catch {
      finish(exit: nil)
      throw error
    }
  }

  func follow() throws(Refusal) -> AsyncStream<[UInt8]> {
    guard let output else { throw Refusal(.missing, "there is no such terminal") }
    return output.follow()
  }

  /// Puts a shell on top; `waiter` gets its exit code.
  func enter(
    _ host: HostName, command: String?, for waiter: ForeignProcess?
  ) async throws(Refusal) {
    let order = try await order(on: host, command: command)
    // It may have been ended while the order was made.
    guard !isEnding, !isOver else { throw Refusal(.phase, "the terminal has ended") }
    let number = try nextJail()
    let (words, feed) = AsyncStream.makeStream(of: HeardWord.self)
    let (drained, drain) = AsyncStream.makeStream(of: Void.self)
    let shellEar = ShellEar(ear, on: host, in: range.book)
    guard let output else { return }
    let shell: LiveShell
    do {
      let terminal = try PseudoTerminal(
        columns: size.columns, rows: size.rows, owner: order.user)
      let jail = try Jail.start(
        order, number: number, streams: .terminal(terminal), in: range.folder,
        of: range.sandbox,
        heard: { word, time in
          if let heard = shellEar.hear(word, at: time) { feed.yield(heard) }
        })
      terminal.closeInner()
      shell = LiveShell(
        number: started, jail: jail, terminal: terminal, waiter: waiter,
        notes: CommandNotes(
          CommandNotes.Shell(
            terminal: id, recording: recording, by: owner.name, host: host,
            prompt: order.prompt, book: range.book)))
      try terminal.read({ output.show($0) }, ended: { drain.finish() })
    } catch {
      throw Refusal(.failed, "no shell could be started on \(host)", hint: "ask white")
    }
    stack.append(shell)
    output.remark("on \(host)")
    reports.yield(.entered(host: host, terminal: id, atNs: clock()))
    Task { for await heard in words { hear(heard, in: shell) } }
    Task {
      let exit = await shell.jail.wait()
      for await _ in drained {}
      feed.finish()
      left(shell, exit: exit)
    }
  }

  /// A jail on a host as it is now, refused in ssh's words where there is none.
  func order(on host: HostName, command: String?) async throws(Refusal) -> JailOrder {
    let order: JailOrder?
    do {
      order = try await range.order(on: host, command: command, term: term)
    } catch { throw Refusal(.failed, "ssh: connect to host \(host): No route to host") }
    guard let order else {
      throw Refusal(.missing, "ssh: Could not resolve hostname \(host)")
    }
    return order
  }

  /// Jails have numbers of their own in a range, and so their pipes are nobody else's.
  func nextJail() throws(Refusal) -> Int {
    guard started < 99_999 else {
      throw Refusal(.limited, "too many shells were started here", hint: "open a new terminal")
    }
    started += 1
    return recording * 100_000 + started
  }

  private func hear(_ heard: HeardWord, in shell: LiveShell) {
    switch heard.word {
    case .began(let command, let directory):
      guard let judged = heard.judged else { return }
      let (began, pushedOut) = shell.notes.began(
        command, in: directory, judged: judged, at: heard.timeNs)
      if let pushedOut { reports.yield(.ended(pushedOut)) }
      reports.yield(.began(began))
    case .ended(let exit, _):
      if let command = shell.notes.ended(exit: exit, at: heard.timeNs) {
        reports.yield(.ended(command))
      }
    case .asked(let process, let words):
      Task { await serve(words, for: process, of: shell.jail, noting: shell) }
    case .cancelled(let process):
      cancel(Errand(jail: ObjectIdentifier(shell.jail), process: process))
    }
  }

  private func left(_ shell: LiveShell, exit: Int) {
    for command in shell.notes.left(exit: exit, at: clock()) { reports.yield(.ended(command)) }
    stack.removeAll { $0 === shell }
    // Whoever waits below is told last, when all that was shown here has been shown.
    shell.tellWaiter(exit)
    guard stack.isEmpty else {
      if let host = stack.last?.jail.order.host { output?.remark("on \(host)") }
      return
    }
    finish(exit: exit)
  }

  private func finish(exit: Int?) {
    for jail in errands.values { jail.end() }
    output?.finish()
    ear.finish()
    reports.yield(.closed(terminal: id, exit: exit, atNs: clock()))
    over.store(true, ordering: .releasing)
  }

  /// Hands keys to the topmost shell, in order; keys that nobody takes for five seconds are lost.
  func type(_ bytes: [UInt8]) async throws(Refusal) {
    guard !isOver else { throw Refusal(.missing, "the shell has ended") }
    guard typed.count + bytes.count <= 1 << 16 else {
      throw Refusal(.limited, "too much input at once", hint: "wait until the shell has read it")
    }
    typed += bytes
    guard !isTyping else { return }
    isTyping = true
    var patience = 250
    while !typed.isEmpty, let top = stack.last, patience > 0 {
      let count = top.terminal.write(typed[...])
      typed.removeFirst(count)
      if count == 0 {
        patience -= 1
        try? await Task.sleep(for: .milliseconds(20))
      }
    }
    typed = []
    isTyping = false
  }

  func resize(columns: Int, rows: Int) {
    guard !isOver, (columns, rows) != size else { return }
    size = (columns, rows)
    for shell in stack { try? shell.terminal.resize(columns: columns, rows: rows) }
    output?.resized(columns: columns, rows: rows)
  }

  /// Ends every shell of it, also one that is about to be opened.
  func end() {
    isEnding = true
    for shell in stack.reversed() { shell.jail.end() }
  }
}

/// One shell of a terminal, on one host.
final class LiveShell {
  let number: Int
  let jail: Jail
  let terminal: PseudoTerminal
  private let waiter: ForeignProcess?
  var notes: CommandNotes

  init(
    number: Int, jail: Jail, terminal: PseudoTerminal, waiter: ForeignProcess?, notes: CommandNotes
  ) {
    self.number = number
    self.jail = jail
    self.terminal = terminal
    self.waiter = waiter
    self.notes = notes
  }

  func tellWaiter(_ exit: Int) { waiter?.answer(exit: exit, text: "") }
}
