import Synchronization
import Vocabulary

/// The last answer to a question that is asked again and again, until it is too old to count.
final class LastAnswer<Answer: Sendable>: Sendable {
  private let now: @Sendable () -> Nanoseconds
  private let seen: Mutex<(answer: Answer?, at: Nanoseconds)>

  /// What has not answered for so long does not answer.
  static var patience: Nanoseconds { .seconds(2) }

  init(now: @escaping @Sendable () -> Nanoseconds) {
    self.now = now
    seen = Mutex((nil, .zero))
  }

  /// The answer; nil where it is too old, or was a refusal.
  var value: Answer? {
    let seen = seen.withLock { $0 }
    return seen.at >= now() - Self.patience ? seen.answer : nil
  }

  /// Asks until the task is cancelled, and notes an answer, or a refusal, which is one of its own.
  ///
  /// Silence is left to the patience.
  func ask(
    every interval: Nanoseconds, _ question: @Sendable () async -> Answer?
  ) async {
    while !Task.isCancelled {
      let asked = now()
      let answer = await question()
      if answer != nil || now() < asked + Self.patience {
        let at = now()
        seen.withLock { $0 = (answer, at) }
      }
      try? await Task.sleep(for: interval.duration)
    }
  }
}

extension ClusterStatus {
  /// Runs all questions at once, and reports what is known by then, until the task is cancelled.
  static func watch(
    _ questions: [@Sendable () async -> Void], every interval: Nanoseconds,
    now: @escaping @Sendable () -> Nanoseconds,
    members: @escaping @Sendable () -> [ClusterStatus.Member],
    report: @escaping @Sendable (ClusterStatus) async -> Void
  ) async {
    await withTaskGroup(of: Void.self) { group in
      for question in questions { group.addTask { await question() } }
      group.addTask {
        while !Task.isCancelled {
          await report(ClusterStatus(timeNs: now(), members: members()))
          try? await Task.sleep(for: interval.duration)
        }
      }
    }
  }
}
