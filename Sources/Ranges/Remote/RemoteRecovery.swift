import LinuxHost
package import Vocabulary

/// Heals what the journals of an inventory's machines still hold, whether or not agents run there.
///
/// Errors: none are thrown; a machine that cannot be asked is unknown, never healed.
package enum RemoteRecovery {
  /// What came of one machine.
  package struct Outcome: Sendable, Equatable, Encodable {
    /// The machine.
    package var host: HostName
    /// Its state now.
    package var state: State
    /// Faults that are healed now and were not before.
    package var healed: [String]
    /// Faults that may still be in effect.
    package var failed: [String]
    /// Why something failed, and what to try; nil where nothing did.
    package var detail: String?
  }

  /// What is known of a machine afterwards.
  package enum State: String, Sendable, Encodable {
    /// Its journal holds nothing.
    case whole
    /// Something could not be healed.
    case held
    /// Nobody could ask it.
    case unknown
  }

  /// Heals all machines at once; the outcomes are in the order of the inventory.
  package static func heal(_ inventory: Inventory) async throws(RangeError) -> [Outcome] {
    let binary = try await RemoteBinary.own()
    let outcomes = await withTaskGroup(of: Outcome.self) { group in
      for host in inventory.hosts { group.addTask { await heal(host, binary) } }
      var all: [HostName: Outcome] = [:]
      for await outcome in group { all[outcome.host] = outcome }
      return all
    }
    return inventory.hosts.compactMap { outcomes[$0.name] }
  }

  /// An agent that has to be started for this heals by itself before it answers.
  private static func heal(_ host: InventoryHost, _ binary: RemoteBinary) async -> Outcome {
    var outcome = Outcome(host: host.name, state: .unknown, healed: [], failed: [])
    do throws(RangeError) {
      let owed = try await owed(on: host)
      let line = try await RemoteConnection.open(
        to: host, binary: binary, isAnyVersion: true)
      defer { line.close() }
      guard case .status(let before) = try await line.ask(.status) else { return outcome }
      for fault in before.heldFaults {
        do throws(RangeError) {
          try await line.ask(.heal(fault: fault))
        } catch {
          outcome.detail = error.message
        }
      }
      guard case .status(let after) = try await line.ask(.status) else { return outcome }
      outcome.failed = after.heldFaults
      outcome.healed = Set(before.heldFaults).union(owed).subtracting(after.heldFaults).sorted()
      outcome.state = outcome.failed.isEmpty ? .whole : .held
    } catch {
      outcome.detail = error.description
    }
    return outcome
  }

  /// What the journal holds before anything is started on the machine.
  private static func owed(on host: InventoryHost) async throws(RangeError) -> [String] {
    let journal = RemotePlaces(state: host.state).range.journal
    let look = try await SSHCommand.run(
      "sh -c 'if [ -e \(journal) ]; then cat \(journal); fi'", on: host)
    guard look.exit == 0 else { throw SSHCommand.failure(look, on: host) }
    let lines = look.output.split(separator: "\n").compactMap {
      try? CanonicalJSON.decode(Journal.Line.self, from: String($0))
    }
    return Journal.held(in: lines).map(\.fault)
  }
}
