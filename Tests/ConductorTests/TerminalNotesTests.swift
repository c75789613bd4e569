import Exercises
import Ranges
import Synchronization
import Testing
import Vocabulary

@testable import Conductor

/// What a shell's words become before they are written down.
@Suite struct TerminalNotesTests {
  private static let book = HostBook(
    addresses: ["n1": "10.0.0.1", "ops": "10.0.0.9"], members: ["n1"], others: [])

  /// A shell whose words come one after the other.
  private final class Shell: Sendable {
    private struct Kept {
      var notes: CommandNotes
      var over: [ExecutedCommand] = []
    }
    private let kept: Mutex<Kept>
    private let told = Told()
    private let time = Atomic<Int64>(0)
    private let ear: TerminalEar
    private let shell: ShellEar

    init() {
      kept = Mutex(
        Kept(
          notes: CommandNotes(
            .init(
              terminal: "t1", recording: 1, by: "Bela", host: "n1", prompt: "#", book: book))))
      ear = TerminalEar(pause: .zero) { [told] in told.add($0) }
      shell = ShellEar(ear, on: "n1", in: book)
    }

    /// Everything that was left out.
    var lost: Int { told.all.reduce(0) { $0 + $1.lines } }

    func say(_ word: JailWord) {
      let now = Nanoseconds(rawValue: time.add(1_000_000, ordering: .relaxed).newValue)
      guard let heard = shell.hear(word, at: now) else { return }
      kept.withLock { kept in
        switch heard.word {
        case .began(let command, let directory):
          guard let judged = heard.judged else { return }
          let began = kept.notes.began(
            command, in: directory, judged: judged, at: heard.timeNs)
          if let pushedOut = began.pushedOut { kept.over.append(pushedOut) }
        case .ended(let exit, _):
          if let command = kept.notes.ended(exit: exit, at: heard.timeNs) {
            kept.over.append(command)
          }
        case .asked, .cancelled: break
        }
      }
    }

    func line(_ command: String, exit: Int = 0) {
      say(.began(command: command, directory: "/ops"))
      say(.ended(exit: exit, directory: "/ops"))
    }

    /// The shell is gone; gives every line that is noted.
    func leave(exit: Int = 0) -> [ExecutedCommand] {
      ear.finish()
      return kept.withLock { $0.over + $0.notes.left(exit: exit, at: .seconds(9_999)) }
    }
  }

  private final class Told: Sendable {
    private let kept = Mutex<[ShellBrake.Dropped]>([])
    var all: [ShellBrake.Dropped] { kept.withLock { $0 } }
    func add(_ dropped: ShellBrake.Dropped) { kept.withLock { $0.append(dropped) } }
  }

  @Test("A loop that looks floods nothing: what acts is noted, and what is left out is counted")
  func flood() {
    let shell = Shell()
    for number in 0..<20_000 {
      shell.line("ls")
      if number.isMultiple(of: 1_000) { shell.line("systemctl restart etcd", exit: 4) }
    }
    let noted = shell.leave()
    let acts = noted.filter { $0.command == "systemctl restart etcd" }
    #expect(acts.count == 20 && acts.allSatisfy { $0.exit == 4 && $0.isMutating })
    let looks = noted.count { $0.command == "ls" }
    #expect((100...200).contains(looks))
    #expect(looks + shell.lost == 20_000)
  }

  @Test("A line that runs while a program of its shell pretends others is not lost")
  func nested() {
    let shell = Shell()
    shell.say(.began(command: "sleep 60; systemctl restart etcd", directory: "/ops"))
    for _ in 0..<5_000 { shell.line("ls") }
    shell.say(.ended(exit: 3, directory: "/ops"))
    let noted = shell.leave()
    let own = noted.first { $0.command.hasPrefix("sleep") }
    #expect(own?.exit == 3, "its own end is its end")
  }

  @Test("Lines without an end are bounded, and each is noted all the same")
  func unended() {
    let shell = Shell()
    for number in 0..<400 { shell.say(.began(command: "touch \(number)", directory: "/")) }
    let noted = shell.leave(exit: 7)
    #expect(Set(noted.map(\.command)).count == 400 && noted.count == 400)
    #expect(noted.compactMap(\.exit) == [7], "the innermost ended the shell")
  }

  @Test("A line and its folder are cut to their bounds, whatever the pipe brought")
  func bounded() {
    let shell = Shell()
    let long = String(repeating: "x", count: 7_000)
    shell.say(.began(command: long, directory: "/" + long))
    let noted = shell.leave()
    #expect(noted.map(\.command.unicodeScalars.count) == [1_001])
    #expect(noted.map(\.directory.unicodeScalars.count) == [1_001])
  }

  @Test("An end without a line is the first prompt, and nobody's command")
  func firstPrompt() {
    let shell = Shell()
    for _ in 0..<10_000 { shell.say(.ended(exit: 0, directory: "/")) }
    #expect(shell.leave().isEmpty && shell.lost == 0)
  }
}
