import LinuxHost
package import Vocabulary

/// Looks whether machines can be what their inventory says; injects nothing.
package enum RemoteExamination {
  /// What was found on one machine.
  package struct Outcome: Sendable, Encodable {
    /// The machine.
    package var host: HostName
    /// Whether the binary had to be copied; nil where that failed.
    package var isCopied: Bool?
    /// What its agent saw; nil where it could not be asked.
    package var seen: HostExamination?
    /// Why it could not be asked, and what to try.
    package var trouble: String?
  }

  /// Examines all machines at once; the outcomes are in the order of the inventory.
  package static func examine(
    _ inventory: Inventory,
    membership: @escaping @Sendable (InventoryHost) throws(RangeError) -> Fleet.Membership
  ) async throws(RangeError) -> [Outcome] {
    let binary = try await RemoteBinary.own()
    let outcomes = await withTaskGroup(of: Outcome.self) { group in
      for host in inventory.hosts {
        group.addTask { await examine(host, inventory, binary, membership) }
      }
      var all: [HostName: Outcome] = [:]
      for await outcome in group { all[outcome.host] = outcome }
      return all
    }
    return inventory.hosts.compactMap { outcomes[$0.name] }
  }

  private static func examine(
    _ host: InventoryHost, _ inventory: Inventory, _ binary: RemoteBinary,
    _ membership: @Sendable (InventoryHost) throws(RangeError) -> Fleet.Membership
  ) async -> Outcome {
    var outcome = Outcome(host: host.name)
    do throws(RangeError) {
      let member = try membership(host)
      outcome.isCopied = try await binary.copy(to: host) == .copied
      try await binary.tryOut(on: host)
      let line = try await RemoteConnection.open(to: host, binary: binary)
      defer { line.close() }
      let told = RemoteHost(
        name: host.name, address: host.address, addresses: inventory.addresses,
        service: host.service, readiness: member.readiness, identity: member.identity,
        isProduction: inventory.isProduction)
      guard case .examined(let seen) = try await line.ask(.examine(host: told)) else {
        return outcome
      }
      outcome.seen = seen
    } catch {
      outcome.trouble = error.description
    }
    return outcome
  }
}
