/// Heals what a recorded range still holds: through its agent, or by removing what is dead.
///
/// Errors: none are thrown; a fault that could not be healed is named in the outcome.
package enum FaultRecovery {
  /// What came of one range.
  package struct Outcome: Sendable, Equatable, Encodable {
    /// The range's name.
    package var range: String
    /// Faults that are healed now and were not before.
    package var healed: [String]
    /// Faults that may still be in effect.
    package var failed: [String]
    /// Whether the range was dead and its remains were removed.
    package var isRemoved: Bool
    /// Why something failed, and what to try; nil where nothing did.
    package var detail: String?
  }

  /// Heals one range as far as it can be.
  package static func heal(_ record: Sandbox.Record) async -> Outcome {
    let sandbox = Sandbox(record: record)
    var outcome = Outcome(range: record.name, healed: [], failed: [], isRemoved: false)
    if let connection = try? RangeConnection(socket: record.places.socket) {
      defer { connection.close() }
      await heal(through: connection, &outcome)
      // An agent that is dying still takes connections; what counts then is what it leaves.
      guard outcome.detail != nil, await isEnding(sandbox) else { return outcome }
      outcome = Outcome(range: record.name, healed: [], failed: [], isRemoved: false)
    }
    let held = sandbox.journalledFaults
    guard !sandbox.isAlive else {
      // Ending it would heal it, but also throw the databases away: that is for a person to decide.
      outcome.failed = held
      outcome.detail = "its agent does not answer; cygnet range down \(record.name) ends it"
      return outcome
    }
    sandbox.remove(atOnce: true)
    outcome.healed = held
    outcome.isRemoved = true
    return outcome
  }

  /// Whether the range is dead, or is within a second.
  private static func isEnding(_ sandbox: Sandbox) async -> Bool {
    for _ in 0..<50 where sandbox.isAlive { try? await Task.sleep(for: .milliseconds(20)) }
    return !sandbox.isAlive
  }

  private static func heal(
    through connection: RangeConnection, _ outcome: inout Outcome
  ) async {
    do {
      guard case .status(let status) = try await connection.ask(.status) else { return }
      for fault in status.heldFaults {
        do {
          try await connection.ask(.heal(fault: fault))
          outcome.healed.append(fault)
        } catch {
          outcome.failed.append(fault)
          outcome.detail = error.message
        }
      }
    } catch {
      outcome.detail = error.message
    }
  }
}
