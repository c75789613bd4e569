import LinuxHost
import Synchronization
package import Vocabulary

/// All agents of an inventory behind the face of one.
///
/// Shape:  actions, undo and probes go to the hosts that they name, to all of them at once.
/// Effect: a fault that fails on one host is healed on all.
/// Limits: clocks of machines are never compared; times are the controller's own, at the answer.
package final class Fleet: AgentLine {
  /// The machines.
  package let inventory: Inventory
  let lines: [HostName: RemoteConnection]
  /// Which cluster the databases said that they belong to.
  package let identity: String?
  let state = Mutex(State())
  /// What agents say of their own accord, all in one stream.
  package let events: AsyncStream<AgentMessage.Say>

  struct State {
    var undo: [String: [HostAction]] = [:]
    /// What each held fault wants of links, by receiver and the sender's address.
    var links: [String: [HostName: [String: LinkSetting]]] = [:]
    var places: [HostName: ProbeEar.Peer] = [:]
    var round: Int64 = 0
    /// How long a pass over whole links took; a cut link is given several times as long.
    var passNs = Nanoseconds.zero
    /// The quickest round trip over each link before anything was injected.
    var restNs: [Link: Int64] = [:]
  }

  /// Connects to every machine, tells each what it is, and has the clusters' identity checked.
  ///
  /// Errors: a machine that cannot be reached, a database of another cluster, or production
  ///         without two people; then nothing was armed anywhere.
  package static func connect(
    to inventory: Inventory, approvedBy: [String] = [],
    membership: @Sendable (InventoryHost) throws(RangeError) -> Membership
  ) async throws(RangeError) -> Fleet {
    try requireApproval(inventory, approvedBy)
    var hosts: [HostName: RemoteHost] = [:]
    for host in inventory.hosts {
      let member = try membership(host)
      hosts[host.name] = RemoteHost(
        name: host.name, address: host.address, addresses: inventory.addresses,
        service: host.service, readiness: member.readiness, identity: member.identity,
        isProduction: inventory.isProduction, approvedBy: approvedBy)
    }
    let binary = try await RemoteBinary.own()
    let lines = try await openAll(inventory.hosts, binary)
    do {
      let told = hosts
      let found = try await Self.each(lines) { name, line throws(RangeError) -> String? in
        guard let host = told[name] else { return nil }
        try await line.ask(.adoptHost(host: host))
        return try await Self.checkIdentity(of: host, on: line)
      }
      let fleet = Fleet(
        inventory: inventory, lines: lines, identity: found.values.compactMap { $0 }.first)
      try await fleet.openEars()
      return fleet
    } catch {
      for line in lines.values { line.close() }
      throw error
    }
  }

  /// What a kind of database lets agents ask of its members.
  package struct Membership: Sendable {
    var readiness: ServiceCommand.Readiness?
    var identity: IdentityQuestion?

    /// Which cluster a member must say that it belongs to.
    package var expectedIdentity: String? { identity?.expected }

    /// Questions for a member; a host without a database has none.
    package init(readiness: ServiceCommand.Readiness?, identity: IdentityQuestion?) {
      self.readiness = readiness
      self.identity = identity
    }
  }

  private init(inventory: Inventory, lines: [HostName: RemoteConnection], identity: String?) {
    self.inventory = inventory
    self.lines = lines
    self.identity = identity
    let (stream, yield) = AsyncStream.makeStream(of: AgentMessage.Say.self)
    events = stream
    let all = Array(lines.values)
    Task {
      await withTaskGroup(of: Void.self) { group in
        for line in all {
          group.addTask { for await event in line.events { yield.yield(event) } }
        }
      }
      yield.finish()
    }
  }

  /// Hangs up everywhere; what is held heals when its lease runs out.
  package func close() { for line in lines.values { line.close() } }

  private static func requireApproval(
    _ inventory: Inventory, _ approvedBy: [String]
  ) throws(RangeError) {
    guard inventory.isProduction, Approval.people(approvedBy).count < 2 else { return }
    throw RangeError(
      "the inventory \(inventory.name) is production: two different people must agree",
      hint: "name both: --approved-by A --approved-by B")
  }

  private static func openAll(
    _ hosts: [InventoryHost], _ binary: RemoteBinary
  ) async throws(RangeError) -> [HostName: RemoteConnection] {
    let results = await withTaskGroup(
      of: (HostName, Result<RemoteConnection, RangeError>).self
    ) { group in
      for host in hosts {
        group.addTask {
          do throws(RangeError) {
            return (host.name, .success(try await RemoteConnection.open(to: host, binary: binary)))
          } catch {
            return (host.name, .failure(error))
          }
        }
      }
      var all: [HostName: Result<RemoteConnection, RangeError>] = [:]
      for await (name, result) in group { all[name] = result }
      return all
    }
    let lines = results.compactMapValues { try? $0.get() }
    for name in results.keys.sorted() {
      guard case .failure(let error) = results[name] else { continue }
      for line in lines.values { line.close() }
      throw error
    }
    return lines
  }

  private static func checkIdentity(
    of host: RemoteHost, on line: RemoteConnection
  ) async throws(RangeError) -> String? {
    guard let question = host.identity else { return nil }
    guard case .identity(let found) = try await line.ask(.identify), let found else {
      throw RangeError("\(host.name) gave no identity", hint: "cygnet range doctor --inventory")
    }
    guard found == question.expected else {
      throw RangeError(
        "the database on \(host.name) belongs to cluster \(found), the inventory says "
          + question.expected, hint: "nothing was armed; is this the right inventory?")
    }
    return found
  }

  /// Does the same on several machines at once; throws the first failure after all have ended.
  static func each<Value: Sendable>(
    _ lines: [HostName: RemoteConnection],
    _ body: @escaping @Sendable (HostName, RemoteConnection) async throws(RangeError) -> Value
  ) async throws(RangeError) -> [HostName: Value] {
    let results = await withTaskGroup(of: (HostName, Result<Value, RangeError>).self) { group in
      for (name, line) in lines {
        group.addTask {
          do throws(RangeError) {
            return (name, .success(try await body(name, line)))
          } catch {
            return (name, .failure(error))
          }
        }
      }
      var all: [HostName: Result<Value, RangeError>] = [:]
      for await (name, result) in group { all[name] = result }
      return all
    }
    var values: [HostName: Value] = [:]
    for name in results.keys.sorted() { values[name] = try results[name]?.get() }
    return values
  }
}
