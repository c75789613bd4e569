import Synchronization
import Vocabulary

/// A twin that is being played: what it does now, and the way to stop it.
final class TwinPlay: Sendable {
  /// When it began, on the machine's clock.
  let startedNs: Nanoseconds
  private let state = Mutex(State())

  private struct State {
    var words = "the range is being built"
    var stopReason: String?
    var task: Task<Void, Never>?
  }

  init(startedNs: Nanoseconds) { self.startedNs = startedNs }

  /// What it does now, in words for white.
  var words: String { state.withLock { $0.words } }
  /// Why it was stopped; nil while nobody did.
  var stopReason: String? { state.withLock { $0.stopReason } }
  /// What plays it.
  var task: Task<Void, Never>? { state.withLock { $0.task } }

  func say(_ words: String) { state.withLock { $0.words = words } }

  /// Ends it soon; the first reason stands.
  func stop(_ reason: String) { state.withLock { $0.stopReason = $0.stopReason ?? reason } }

  func run(_ task: Task<Void, Never>) { state.withLock { $0.task = task } }
}
