import Exercises
import LinuxHost
import Ranges
import Vocabulary

/// What a tool waits for: its jail and its number in there.
struct Errand: Hashable {
  var jail: ObjectIdentifier
  var process: Int32
}

/// What the tools of a jail ask for: named actions with their words apart, never a line for a shell
/// of this machine. The one line that there is goes to a jail like the one that it came from.
extension LiveTerminal {
  /// Does what a tool asks and answers it.
  func serve(_ words: [String], for process: Int32, of jail: Jail, noting shell: LiveShell) async {
    guard let caller = jail.process(process) else { return }
    guard served < Self.mostErrands else {
      return caller.answer(exit: 255, text: "too much is being done here already")
    }
    served += 1
    defer { served -= 1 }
    switch words.first {
    case "service":
      await operate(words.dropFirst().first ?? "", from: jail, for: caller, noting: shell)
    case "shell" where words.count >= 2:
      await open(words, for: caller, noting: shell)
    case "run" where words.count == 3:
      await run(words, for: caller, as: process, of: jail, noting: shell)
    default: caller.answer(exit: 255, text: "the desk does not know that")
    }
  }

  /// How many tools of a terminal may wait at a time.
  static let mostErrands = 64

  private func operate(
    _ word: String, from jail: Jail, for caller: ForeignProcess, noting shell: LiveShell
  ) async {
    let host = jail.order.host
    guard let verb = ServiceVerb(rawValue: word) else {
      return caller.answer(exit: 1, text: "Unknown command verb \(word).")
    }
    guard host != Cluster.ops else {
      return caller.answer(exit: 4, text: "There is no such service on \(host); ssh to its host.")
    }
    let answer = await desk.operate(verb, on: host, for: owner)
    shell.notes.did(ServiceEffect(host: host, verb: verb, exit: answer.exit))
    caller.answer(exit: answer.exit, text: answer.text)
  }

  private func open(
    _ words: [String], for caller: ForeignProcess, noting shell: LiveShell
  ) async {
    let host = HostName(rawValue: words[1])
    do throws(Refusal) {
      try await enter(host, command: words.count > 2 ? words[2] : nil, for: caller)
      shell.notes.reached(host)
    } catch {
      caller.answer(exit: 255, text: error.message)
    }
  }

  /// Runs a line on a host with the caller's own input and outputs, so that pipes work.
  private func run(
    _ words: [String], for caller: ForeignProcess, as process: Int32, of jail: Jail,
    noting shell: LiveShell
  ) async {
    let host = HostName(rawValue: words[1])
    do throws(Refusal) {
      let order = try await order(on: host, command: words[2].isEmpty ? nil : words[2])
      let number = try nextJail()
      let (asked, feed) = AsyncStream.makeStream(of: JailWord.self)
      let started: Jail
      do {
        let streams = try BorrowedStreams(caller)
        defer { streams.close() }
        started = try Jail.start(
          order, number: number, streams: .descriptors(streams), in: range.folder,
          of: range.sandbox,
          heard: { [ear] word, time in
            guard case .asked = word, ear.takes(.request, at: time) else { return }
            feed.yield(word)
          })
      } catch { throw Refusal(.failed, "ssh: connect to host \(host): Connection refused") }
      shell.notes.reached(host)
      let errand = Errand(jail: ObjectIdentifier(jail), process: process)
      errands[errand] = started
      Task {
        for await case .asked(let process, let words) in asked {
          Task { await serve(words, for: process, of: started, noting: shell) }
        }
      }
      let watch = Task {
        while caller.isAlive, !Task.isCancelled { try? await Task.sleep(for: .milliseconds(250)) }
        if !Task.isCancelled { started.end() }
      }
      let exit = await started.wait()
      watch.cancel()
      feed.finish()
      errands[errand] = nil
      caller.answer(exit: exit, text: "")
    } catch {
      caller.answer(exit: 255, text: error.message)
    }
  }

  /// Somebody pressed Ctrl-C at the tool that waits.
  func cancel(_ errand: Errand) { errands[errand]?.end() }
}

extension ForeignProcess {
  /// Answers a tool that waits; one that has gone meanwhile needs no answer.
  func answer(exit: Int, text: String) {
    let room = text.utf8.count > 32_000 ? String(text.prefix(8_000)) : text
    try? tell("\(exit)\u{1F}\(room)\u{1E}", on: 3)
  }
}
