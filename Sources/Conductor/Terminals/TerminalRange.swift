import Databases
package import Exercises
import Foundation
import LinuxHost
package import Ranges
package import Vocabulary

/// A range as terminals need it: where shells can be opened, and what stands there.
package struct TerminalRange: Sendable {
  let sandbox: Sandbox
  let connection: RangeConnection
  let folder: JailFolder
  /// Who may be named in a command.
  package let book: HostBook
  private let database: any HandledDatabase
  private let layouts: [ClusterLayout]
  private let places: RangePlaces

  /// The terminals' view of a cluster that is up and has an ops host.
  package init(_ cluster: Cluster) async throws(RangeError) {
    guard case .status(let status) = try await cluster.connection.ask(.status) else {
      throw RangeError("the agent gave no status", hint: "see hosts/agent.log of the run")
    }
    guard status.hosts.contains(where: { $0.name == Cluster.ops }) else {
      throw RangeError("the range has no ops host", hint: "bring it up for a live exercise")
    }
    guard let database = cluster.database as? any HandledDatabase else {
      throw RangeError(
        "\(cluster.database.kind) has no client for people", hint: "use cygnet range shell")
    }
    let shown = status.hosts.filter { $0.name != Cluster.client }
    let addresses = Dictionary(
      shown.map { ($0.name, $0.address) }, uniquingKeysWith: { first, _ in first })
    sandbox = cluster.sandbox
    connection = cluster.connection
    places = cluster.sandbox.record.places
    self.database = database
    layouts = [cluster.layout] + (cluster.lookAlike.map { [$0] } ?? [])
    book = HostBook(
      addresses: addresses, members: cluster.layout.members,
      others: cluster.lookAlike?.members ?? [])
    folder = try JailFolder(
      in: places, hosts: addresses, unit: database.kind,
      tool: ChildProcess.path(of: database.client))
  }

  /// Whether shells can be opened there.
  func isOpen(_ host: HostName) -> Bool {
    host == Cluster.ops || layouts.contains { $0.addresses[host] != nil }
  }

  /// A shell on a host, as the host is now; nil where there is none of that name.
  func order(
    on host: HostName, command: String?, term: String
  ) async throws(RangeError) -> JailOrder? {
    guard isOpen(host), case .status(let status) = try await connection.ask(.status),
      let found = status.hosts.first(where: { $0.name == host })
    else { return nil }
    return JailOrder(
      host: host, initPid: found.initPid, prompt: prompt(on: host), command: command, term: term,
      environment: environment(on: host), binds: binds(on: host), isRoot: host != Cluster.ops)
  }

  /// What stands before the cursor.
  package func prompt(on host: HostName) -> String {
    guard host != Cluster.ops else { return "ops@\(host) $" }
    let isOwn = layouts.first?.addresses[host] != nil
    return "ops@\(host) (\(isOwn ? "orders-prod" : "orders-stage")) #"
  }

  private func environment(on host: HostName) -> [String: String] {
    database.clientEnvironment(
      asking: host == Cluster.ops ? book.members.map(\.rawValue) : ["127.0.0.1"])
  }

  /// Its data and its log; none of them can be written.
  private func binds(on host: HostName) -> [JailBind] {
    guard let layout = layouts.first(where: { $0.addresses[host] != nil }) else { return [] }
    let data = layout.dataDirectories[host].map { JailBind($0, "/var/lib/\(database.kind)") }
    let log = JailBind(places.databaseLog(host), "/var/log/journal/\(database.kind).log")
    return [data, log].compactMap { $0 }
  }
}

extension Cluster {
  /// Where blue's terminals open: no member, so that no fault between members touches it.
  package static let ops: HostName = .ops
}
