import LinuxHost
package import Vocabulary

/// How far the clocks of an inventory's machines are from the referee's.
///
/// Effect: binary, agent and reaper as `range doctor --inventory` leaves them; nothing is injected.
package enum RemoteClocks {
  /// One machine's clock, read between two readings of the referee's.
  package struct Reading: Sendable, Equatable {
    /// The machine.
    package var host: HostName
    /// What it is ahead by.
    package var offsetNs: Nanoseconds
    /// Half of how long the question took: the offset is known to this.
    package var errorNs: Nanoseconds
    /// Why nobody knows; nil where it was read.
    package var trouble: String?
  }

  private static let attempts = 3

  /// Reads all of them at once; the readings are in the order of the inventory.
  package static func read(_ inventory: Inventory) async throws(RangeError) -> [Reading] {
    let binary = try await RemoteBinary.own()
    let readings = await withTaskGroup(of: Reading.self) { group in
      for host in inventory.hosts {
        group.addTask { await read(host, binary) }
      }
      var all: [HostName: Reading] = [:]
      for await reading in group { all[reading.host] = reading }
      return all
    }
    return inventory.hosts.compactMap { readings[$0.name] }
  }

  /// The reading with the least error of a few.
  private static func read(_ host: InventoryHost, _ binary: RemoteBinary) async -> Reading {
    var best = Reading(
      host: host.name, offsetNs: .zero, errorNs: Nanoseconds(rawValue: .max), trouble: nil)
    do throws(RangeError) {
      let line = try await RemoteConnection.open(to: host, binary: binary)
      defer { line.close() }
      for _ in 0..<attempts {
        let before = WallClock.now()
        let answer = try await line.ask(
          .run(host: nil, arguments: ["date", "+%s%N"], limitNs: .seconds(5)))
        let after = WallClock.now()
        guard case .ran(0, let output, _, _, _) = answer,
          let read = Int64(output.filter(\.isNumber))
        else {
          throw RangeError("\(host.name) did not tell its time", hint: "see agent.log there")
        }
        let error = (after - before) / 2
        guard error < best.errorNs.rawValue else { continue }
        best.errorNs = Nanoseconds(rawValue: error)
        best.offsetNs = Nanoseconds(rawValue: read - (before + after) / 2)
      }
    } catch {
      best.trouble = error.message
    }
    return best
  }
}
