import Exercises
import Vocabulary

/// Whose turn it is to change what this process does with the range; the others wait in order.
///
/// Shape: an actor lets others in whenever it waits. Starting, taking over, ending and sealing wait
///        often, and none of them may find the range half changed by another.
struct LiveTurn {
  /// What has the turn; nil while nobody has.
  private(set) var holder: String?
  private var waiting: [(name: String, go: CheckedContinuation<Void, Never>)] = []

  /// Takes the turn where it is free.
  mutating func take(_ name: String) -> Bool {
    guard holder == nil else { return false }
    holder = name
    return true
  }

  /// Waits behind those that wait.
  mutating func wait(_ name: String, _ go: CheckedContinuation<Void, Never>) {
    waiting.append((name, go))
  }

  /// Hands the turn on.
  mutating func leave() {
    guard !waiting.isEmpty else {
      holder = nil
      return
    }
    let next = waiting.removeFirst()
    holder = next.name
    next.go.resume()
  }
}

extension LiveExercise {
  /// Returns once it is this one's turn; `leaveTurn` must follow.
  func takeTurn(_ name: String) async {
    if turn.take(name) { return }
    await withCheckedContinuation { turn.wait(name, $0) }
  }

  func leaveTurn() { turn.leave() }

  /// The same for what must not wait for ever: whoever has the turn loses the range in the end.
  ///
  /// Effect: after `patience` the range is removed, and with it whatever was done to it. Those who
  ///         wait for its agent then hear that it is gone.
  func takeTurnForSafety(_ name: String) async {
    if turn.take(name) { return }
    let patience = machine.patience
    let watch = Task {
      try? await Task.sleep(for: .nanoseconds(patience.rawValue))
      guard !Task.isCancelled else { return }
      machine.progress("\(card.code)  \(turn.holder ?? "") takes too long: the range is removed")
      _ = Self.removeRange(of: folder)
    }
    await takeTurn(name)
    watch.cancel()
  }

  /// Whether an effect changes what is done with the range, or the folder as a whole.
  static func needsTurn(_ effect: ExerciseState.Effect) -> Bool {
    switch effect {
    case .changePlan, .startClock, .pause, .resume, .abort, .finish, .hold, .unhold, .skip,
      .trigger, .seal, .reveal:
      true
    default: false
    }
  }
}
