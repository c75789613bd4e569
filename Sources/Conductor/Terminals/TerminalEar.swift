import Exercises
import LinuxHost
import Ranges
import Synchronization
import Vocabulary

/// Hears what the programs of one terminal's jails say, and takes what people can have meant.
///
/// Shape:  asked on the thread that reads a jail's pipe, before anything is kept or written down.
/// Effect: a word too many costs its jail a millisecond, so that a loop in it is slowed down and
///         the console is not.
final class TerminalEar: Sendable {
  private let brake = Mutex(ShellBrake())
  private let tell: @Sendable (ShellBrake.Dropped) -> Void
  private let pause: Nanoseconds

  /// An ear; what it does not take is told to `tell`.
  init(
    pause: Nanoseconds = .milliseconds(1), tell: @escaping @Sendable (ShellBrake.Dropped) -> Void
  ) {
    self.pause = pause
    self.tell = tell
  }

  /// Whether one more is taken.
  func takes(_ saying: ShellBrake.Saying, _ line: String = "", at now: Nanoseconds) -> Bool {
    let (isTaken, dropped) = brake.withLock { $0.take(saying, line, at: now) }
    if let dropped { tell(dropped) }
    if !isTaken { ThreadPause.take(pause) }
    return isTaken
  }

  /// The terminal has ended: says what was not said yet.
  func finish() {
    if let dropped = brake.withLock({ $0.rest() }) { tell(dropped) }
  }
}

/// A word of a jail that was taken, within its bounds.
struct HeardWord: Sendable {
  var word: JailWord
  /// What the line may do, of a line that was entered.
  var judged: CommandClass?
  var timeNs: Nanoseconds
}

/// The ear for one shell: knows which of its lines were taken, so that only their ends are.
final class ShellEar: Sendable {
  private let ear: TerminalEar
  private let host: HostName
  private let book: HostBook
  /// Of each line that runs, whether it was taken.
  private let open = Mutex<[Bool]>([])
  private static let deepest = 64

  init(_ ear: TerminalEar, on host: HostName, in book: HostBook) {
    self.ear = ear
    self.host = host
    self.book = book
  }

  /// What is to be handed on of a word; nil where that is nothing.
  func hear(_ word: JailWord, at now: Nanoseconds) -> HeardWord? {
    switch word {
    case .began(let command, let directory):
      let line = ShellBrake.bounded(command)
      let judged = CommandClass.of(line, on: host, in: book)
      let isTaken = ear.takes(judged.isMutating ? .act : .look, line, at: now)
      open.withLock { open in
        if open.count >= Self.deepest { open.removeFirst() }
        open.append(isTaken)
      }
      guard isTaken else { return nil }
      let bounded = JailWord.began(command: line, directory: ShellBrake.bounded(directory))
      return HeardWord(word: bounded, judged: judged, timeNs: now)
    case .ended:
      // Without a line it is the first prompt, or nobody's.
      guard open.withLock({ $0.popLast() }) == true else { return nil }
    case .asked, .cancelled:
      guard ear.takes(.request, at: now) else { return nil }
    }
    return HeardWord(word: word, judged: nil, timeNs: now)
  }
}
