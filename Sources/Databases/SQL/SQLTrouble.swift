/// Why an operation failed, and whether it certainly did not happen.
struct SQLTrouble: Error, Sendable, Equatable {
  var kind: ClientFault.Kind
  var message: String
  var isDefinite: Bool

  init(kind: ClientFault.Kind, message: String, isDefinite: Bool) {
    self.kind = kind
    self.message = message
    self.isDefinite = isDefinite
  }

  /// No whole answer came; `mayCommit` is whether the request could have committed anything.
  init<Words>(_ fault: SessionFault<Words>, isRefused: Bool, mayCommit: Bool) {
    kind =
      fault.isGarbage
      ? .garbage : isRefused ? .refused : fault.mayHaveArrived ? .lost : .unreachable
    message = fault.message
    isDefinite = !fault.mayHaveArrived || !mayCommit
  }

  /// Something answered, but not what was asked for: what it did nobody knows.
  static func garbage(_ message: String) -> SQLTrouble {
    SQLTrouble(kind: .garbage, message: message, isDefinite: false)
  }
}
