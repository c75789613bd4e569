import NIOCore

/// One timer for all requests of a connection, as most are answered long before it goes off.
///
/// Shape:  whoever is called at a deadline looks which requests are late, and arms it again for
///         the earliest of the others. A timer for each request would be made and cancelled with
///         each.
/// Limits: to be used on the event loop only.
struct RequestTimer {
  private var armed: (deadline: NIODeadline, task: Scheduled<Void>)?

  /// Whether nobody would be called at that deadline or before.
  func isLate(for deadline: NIODeadline) -> Bool { armed.map { $0.deadline > deadline } ?? true }

  /// Has somebody called at the deadline.
  mutating func arm(
    for deadline: NIODeadline, on eventLoop: any EventLoop, _ look: @escaping @Sendable () -> Void
  ) {
    armed?.task.cancel()
    armed = (deadline, eventLoop.scheduleTask(deadline: deadline, look))
  }

  /// Nobody is called any more; to be said as well when it has gone off.
  mutating func disarm() {
    armed?.task.cancel()
    armed = nil
  }
}
