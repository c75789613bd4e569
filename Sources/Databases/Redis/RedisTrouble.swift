/// Why an operation failed, and whether it certainly did not happen.
///
/// An error is definite only where Redis raises it before it runs the command, or, in a script of
/// one write, before it runs that write. Everything else may have happened. Most of all a lost
/// connection: the command may be done, and a replica may have it or not.
///
/// Source: Redis 7.0, `server.c`, `processCommand` (READONLY, NOREPLICAS, MISCONF, LOADING, BUSY,
///         MASTERDOWN, OOM, NOAUTH, NOPERM), `networking.c` (max number of clients, protected
///         mode), `script.c` (the same for the calls of a script), `t_string.c` (WRONGTYPE).
///         Jepsen's Redis-Raft tests class the same ones as `fail`.
struct RedisTrouble: Error, Sendable, Equatable {
  var kind: ClientFault.Kind
  var message: String
  var isDefinite: Bool

  private static let definite: Set<Substring> = [
    "READONLY", "NOREPLICAS", "MISCONF", "LOADING", "BUSY", "MASTERDOWN", "OOM", "NOAUTH",
    "NOPERM", "WRONGTYPE", "DENIED",
  ]

  /// Said to a connection before it could ask for anything.
  private static let full = "ERR max number of clients reached"

  private init(kind: ClientFault.Kind, message: String, isDefinite: Bool) {
    self.kind = kind
    self.message = message
    self.isDefinite = isDefinite
  }

  /// No whole reply came.
  init(_ fault: RedisFault) {
    kind = fault.isGarbage ? .garbage : fault.mayHaveArrived ? .lost : .unreachable
    message = fault.message
    isDefinite = !fault.mayHaveArrived
  }

  /// Redis answered with an error.
  init(error message: String) {
    kind = .refused
    // The name of a script differs from run to run and says nothing.
    self.message = message.components(before: " script: ")
    let code = message.prefix { $0 != " " }
    isDefinite = Self.definite.contains(code) || message == Self.full
  }

  /// Something answered, but not what Redis would: what it did with the request nobody knows.
  static func garbage(_ message: String) -> RedisTrouble {
    RedisTrouble(kind: .garbage, message: message, isDefinite: false)
  }
}

extension String {
  /// What stands before a mark; all of it where there is none.
  fileprivate func components(before mark: String) -> String {
    guard let place = firstRange(of: mark) else { return self }
    return String(self[..<place.lowerBound])
  }
}
