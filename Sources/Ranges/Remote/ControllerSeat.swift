import Vocabulary

/// Who may change things on a machine: one controller at a time; anybody may look and heal.
///
/// Shape: pure; the first who asks for a change sits, until it leaves or is silent for long.
struct ControllerSeat: Sendable, Equatable {
  /// A controller that says nothing for this long may be replaced.
  static let patience = Nanoseconds.seconds(30)

  private var holder: Int32?
  private var lastWordNs = Nanoseconds.zero

  /// Why the controller may not ask this now; nil where it may, and may have taken the seat.
  mutating func refusal(
    of ask: AgentRequest.Ask, from connection: Int32, isHolding: Bool, at now: Nanoseconds
  ) -> String? {
    if connection == holder { lastWordNs = now }
    guard ask.needsSeat, connection != holder else { return nil }
    if holder != nil, now < lastWordNs + Self.patience {
      return "another controller is at work on this machine\n  hint: wait until it has ended; "
        + "cygnet heal --inventory may be used at any time"
    }
    if case .retire = ask { return nil }
    guard !isHolding else {
      return "faults of a controller that is gone are still held on this machine\n"
        + "  hint: they heal when their lease runs out, or at once: cygnet heal --inventory"
    }
    holder = connection
    lastWordNs = now
    return nil
  }

  /// The connection has ended.
  mutating func leave(_ connection: Int32) {
    if holder == connection { holder = nil }
  }
}

extension AgentRequest.Ask {
  /// Whether only the controller may ask it: it changes something, or keeps it changed.
  var needsSeat: Bool {
    switch self {
    case .prove, .heal, .status, .snapshot, .examine: false
    case .createHosts, .defineService, .perform, .inject, .renew, .run, .spawn, .serve, .tell, .down,
      .adoptHost, .identify, .openEar, .connectEars, .speak, .heard, .retire,
      .openMeter, .sendBurst, .readMeter:
      true
    }
  }
}
