import Exercises

/// Webhooks that were cut short and whose rest somebody must still be asked for.
///
/// Limits: `most` groups wait at a time; one question answers for all of them.
struct AlertPulls: Sendable {
  static let most = 32

  /// Whether somebody is being asked.
  var isAsking = false
  private var waiting: [AlertmanagerAnswer.Group] = []

  /// Whether there is nothing to ask for.
  var isEmpty: Bool { waiting.isEmpty }

  /// Waits for the next question; false where too many wait already.
  mutating func wait(for group: AlertmanagerAnswer.Group) -> Bool {
    if waiting.contains(group) { return true }
    guard waiting.count < Self.most else { return false }
    waiting.append(group)
    return true
  }

  /// All that waits; nothing waits then.
  mutating func takeAll() -> [AlertmanagerAnswer.Group] {
    defer { waiting = [] }
    return waiting
  }
}
