import Foundation
import LinuxHost
import Ranges
import Testing
import Vocabulary

/// A range with services of the test's own choice on its hosts, for databases that faults must
/// work on whether or not missions can name them.
struct ServiceRange {
  let sandbox: Sandbox
  let connection: RangeConnection

  /// Runs the body on a range with one host for each service, and takes it down.
  static func with(
    _ name: String, _ services: [HostName: ServiceCommand],
    prepare: (ServiceRange) async throws -> Void = { _ in },
    _ body: (ServiceRange) async throws -> Void
  ) async throws {
    _ = TestRange.binary
    let evidence = TestRange.folder + "/" + name + ".run"
    defer {
      try? FileManager.default.removeItem(atPath: evidence)
      TestRange.removeEmptyFolders()
    }
    let (sandbox, connection) = try await Sandbox.start(
      name: name, evidence: evidence, linger: .seconds(20))
    let range = ServiceRange(sandbox: sandbox, connection: connection)
    do {
      let names = services.keys.sorted()
      try await connection.ask(
        .createHosts(hosts: names.map { RangeHost(name: $0, hasDisk: true) }))
      for (host, service) in services {
        try await connection.ask(.defineService(host: host, service: service))
      }
      try await prepare(range)
      try await connection.ask(
        .perform(actions: names.map { .startDatabase(host: $0, extraArguments: []) }))
      let up = try await range.sees(
        names.map { .database(host: $0, state: .serving) }, within: .seconds(30))
      #expect(up.seen, "\(up.text)")
      try await body(range)
    } catch {
      await range.down()
      throw error
    }
    await range.down()
  }

  private func down() async {
    _ = try? await connection.ask(.down)
    connection.close()
    sandbox.remove(atOnce: false)
  }

  /// Redis without files.
  static let redis = ServiceCommand(
    executable: "redis-server",
    arguments: ["--port", "6379", "--protected-mode", "no", "--save", "", "--daemonize", "no"],
    environment: [:],
    readiness: ServiceCommand.Readiness(port: 6379, question: "PING\r\n", answer: "PONG"))

  /// PostgreSQL on a memory file system of the host's own, as its own user.
  static let postgres = ServiceCommand(
    executable: "sh",
    arguments: [
      "-c",
      "exec \(asPostgres) $(ls -d /usr/lib/postgresql/*/bin | tail -n 1)/postgres "
        + "-D /var/lib/postgresql/data -k /var/lib/postgresql -c listen_addresses=* -c fsync=off",
    ],
    environment: [:],
    // A start-up message that names no user.
    readiness: ServiceCommand.Readiness(
      port: 5432, question: "\u{0}\u{0}\u{0}\u{9}\u{0}\u{3}\u{0}\u{0}\u{0}", answer: "FATAL"))

  private static let asPostgres = "setpriv --reuid=postgres --regid=postgres --clear-groups"

  /// Makes the directories that `postgres` needs.
  func preparePostgres(on host: HostName) async throws {
    let script = """
      mount -t tmpfs -o mode=700,uid=$(id -u postgres),gid=$(id -g postgres) \
      tmpfs /var/lib/postgresql && cd / && \
      \(Self.asPostgres) $(ls -d /usr/lib/postgresql/*/bin | tail -n 1)/initdb \
      -D /var/lib/postgresql/data -A trust --no-sync
      """
    _ = try await output(on: host, ["sh", "-c", script])
  }

  /// What a command prints on a host.
  func output(
    on host: HostName, _ command: [String], limit: Nanoseconds = .seconds(40)
  ) async throws -> String {
    let answer = try await connection.ask(.run(host: host, arguments: command, limitNs: limit))
    guard case .ran(0, let output, _, _, _) = answer else {
      throw RangeError("\(command) failed on \(host): \(answer)", hint: "see the test")
    }
    return output
  }

  /// Seconds since 1970 that a command prints, minus those of the host.
  func ahead(on host: HostName, _ command: String) async throws -> Double {
    let text = try await output(on: host, ["sh", "-c", "\(command); date +%s.%N"])
    let lines = text.split(separator: "\n").compactMap { Double($0) }
    let (first, last) = (try #require(lines.first), try #require(lines.last))
    return first - last
  }

  /// What Redis takes for the time, beside its host.
  func redisAhead(on host: HostName) async throws -> Double {
    try await ahead(on: host, "redis-cli TIME | head -n 1")
  }

  /// What a new session of PostgreSQL takes for the time, beside its host.
  func postgresAhead(on host: HostName) async throws -> Double {
    try await ahead(on: host, Self.psql(["select extract(epoch from now())"]))
  }

  /// A command that asks PostgreSQL one thing after another, in one session.
  static func psql(_ questions: [String]) -> String {
    "psql -h 127.0.0.1 -U postgres -qAtX "
      + questions.map { "-c '\($0)'" }.joined(separator: " ")
  }

  /// Whether all probes see what they expect within the limit.
  func sees(
    _ probes: [HostProbe], within limit: Nanoseconds
  ) async throws -> (seen: Bool, text: String) {
    guard
      case .proved(let result) = try await connection.ask(.prove(probes: probes, limitNs: limit))
    else { return (false, "no answer") }
    return (result.seen, result.text)
  }
}
