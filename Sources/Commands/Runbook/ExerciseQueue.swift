import Foundation
import LinuxHost
import Synchronization
import Vocabulary

/// Exercises one after the other, or several at once, each on a range of its own.
///
/// Effect: one run folder each; what is finished is not run again, so a queue can be resumed.
struct ExerciseQueue: Sendable {
  var items: [QueuedExercise]
  /// How many at once.
  var jobs: Int
  var isQuiet: Bool

  /// One that ended, or could not begin.
  private struct Ended: Sendable {
    var item: QueuedExercise
    var words: String
    var isFailed: Bool
    var length: Nanoseconds
  }

  /// Runs what is not finished yet; returns how many could not begin. Stops when a person asks.
  func run() async -> Int {
    let pending = items.filter { !$0.isDone }
    let kept = items.count - pending.count
    say(
      "\(pending.count) exercises to run, \(jobs) at once"
        + (kept > 0 ? "; \(kept) are there already" : ""))
    let ticker = Ticker(isQuiet: isQuiet)
    let started = MonotonicClock.now()
    var failed = 0
    await withTaskGroup(of: Ended.self) { group in
      var next = 0
      var finished = 0
      func begin() {
        guard next < pending.count, !Interruption.isAsked else { return }
        let item = pending[next]
        next += 1
        let number = "\(next)/\(pending.count)"
        group.addTask { await perform(item, number: number, ticker) }
      }
      for _ in 0..<jobs { begin() }
      for await ended in group {
        finished += 1
        if ended.isFailed { failed += 1 }
        let spent = MonotonicClock.now() - started
        let left = Nanoseconds(
          rawValue: spent.rawValue / Int64(finished) * Int64(pending.count - finished))
        say(
          "\(finished)/\(pending.count) \(ended.item.words): \(ended.words), took "
            + "\(Terminal.seconds(ended.length)); \(Self.minutes(left)) left")
        begin()
      }
    }
    return failed
  }

  private func perform(
    _ item: QueuedExercise, number: String, _ ticker: Ticker
  ) async -> Ended {
    let start = MonotonicClock.now()
    func ended(_ words: String, isFailed: Bool) -> Ended {
      Ended(
        item: item, words: words, isFailed: isFailed, length: MonotonicClock.now() - start)
    }
    do {
      let record = try await item.perform { ticker.say("\(number) \(item.words)  \($0)") }
      return ended(Self.words(record), isFailed: false)
    } catch {
      let words = Failure.inWords(error)?.text ?? "\(error)"
      return ended(words, isFailed: true)
    }
  }

  private static func words(_ record: TrialRecord) -> String {
    guard record.isValid else { return "INVALID, \(record.defects.joined(separator: "; "))" }
    let verdict = record.verdict == .valid ? "" : ", verdict \(record.verdict.rawValue)"
    switch record.end {
    case .absorbed: return "nothing broke" + verdict
    case .open: return "not contained" + verdict
    case .contained, .late:
      let after = record.timeToContainmentNs.map(Terminal.seconds) ?? "–"
      return "contained after \(after)\(record.end == .late ? ", too late" : "")" + verdict
    }
  }

  private static func minutes(_ span: Nanoseconds) -> String {
    span < .seconds(90)
      ? "\(Int(span.inSeconds.rounded())) s" : "\(Int((span.inSeconds / 60).rounded())) min"
  }

  private func say(_ text: String) {
    if !isQuiet { Terminal.say(text) }
  }
}

/// Lets through one line in two seconds, so that several exercises can share a terminal.
final class Ticker: Sendable {
  private let last = Mutex(Nanoseconds.zero)
  private let isQuiet: Bool

  init(isQuiet: Bool) { self.isQuiet = isQuiet }

  func say(_ line: String) {
    let now = MonotonicClock.now()
    let isDue = last.withLock { last in
      guard now >= last + .seconds(2) else { return false }
      last = now
      return true
    }
    if isDue && !isQuiet { Terminal.say(line) }
  }
}
