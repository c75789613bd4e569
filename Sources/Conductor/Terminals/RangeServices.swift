import Databases
package import Exercises
import LinuxHost
import Ranges
package import Vocabulary

/// What systemctl does on a range's hosts: the agent's own named actions on the database.
///
/// Limits: a start is over when the member serves, as a unit of the type `notify`; one that does
///         not within 15 s has failed, though its process may run.
package struct RangeServices: Sendable {
  private let connection: RangeConnection
  private let sandbox: Sandbox
  private let unit: String

  /// The manager of a cluster's hosts.
  package init(_ cluster: Cluster) {
    connection = cluster.connection
    sandbox = cluster.sandbox
    unit = cluster.database.kind
  }

  /// Carries out a verb on a host.
  package func operate(_ verb: ServiceVerb, on host: HostName) async -> ServiceAnswer {
    do throws(RangeError) {
      switch verb {
      case .status, .isActive: return try await state(verb, of: host)
      case .start: return try await start([], on: host)
      case .restart: return try await start([.stopDatabase(host: host)], on: host)
      case .stop: return try await perform([.stopDatabase(host: host)])
      case .kill: return try await perform([.killDatabase(host: host)])
      }
    } catch {
      return ServiceAnswer(exit: 1, text: "Job for \(unit).service failed.")
    }
  }

  private func perform(_ actions: [HostAction]) async throws(RangeError) -> ServiceAnswer {
    try await connection.ask(.perform(actions: actions))
    return ServiceAnswer(exit: 0, text: "")
  }

  private func start(
    _ before: [HostAction], on host: HostName
  ) async throws(RangeError) -> ServiceAnswer {
    try await connection.ask(
      .perform(actions: before + [.startDatabase(host: host, extraArguments: [])]))
    let answer = try await connection.ask(
      .prove(probes: [.database(host: host, state: .serving)], limitNs: .seconds(15)))
    guard case .proved(let result) = answer, result.seen else {
      return ServiceAnswer(
        exit: 1, text: "Job for \(unit).service failed because a timeout was exceeded.")
    }
    return ServiceAnswer(exit: 0, text: "")
  }

  private func state(
    _ verb: ServiceVerb, of host: HostName
  ) async throws(RangeError) -> ServiceAnswer {
    guard case .status(let status) = try await connection.ask(.status) else {
      return ServiceAnswer(exit: 1, text: "Failed to get the state of \(unit).service.")
    }
    let pid = status.hosts.first { $0.name == host }?.databasePid
    let exit = pid == nil ? 3 : 0
    guard verb == .status else {
      return ServiceAnswer(exit: exit, text: pid == nil ? "inactive" : "active")
    }
    var lines = ["● \(unit).service - \(unit) on \(host)"]
    if let pid {
      let age = sandbox.age(of: pid).map { "; \(Int($0.inSeconds)) s ago" } ?? ""
      lines += ["     Active: active (running)\(age)", "   Main PID: \(pid) (\(unit))"]
    } else {
      lines.append("     Active: inactive (dead)")
    }
    return ServiceAnswer(exit: exit, text: lines.joined(separator: "\n"))
  }
}
