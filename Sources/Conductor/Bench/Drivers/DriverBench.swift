package import Databases
import Foundation
import LinuxHost
import Ranges
package import Vocabulary

/// Our driver and the database's own load tool on one range, in turns, with the same statement.
///
/// Shape:  both run on the client's host and write to the member that leads, as fast as answers
///         come; what each did first is thrown away. Which side begins alternates, so that a
///         machine that slows down favours neither.
/// Units:  connecting counts on both sides.
/// Errors: a tool that is not there, that fails, or that says what makes no sense.
package struct DriverBench: Sendable {
  /// How many requests are in flight at a time.
  package var clients: Int
  /// How long each side writes in each round.
  package var span: Nanoseconds
  /// How many rounds count.
  package var rounds: Int
  /// Lines for people.
  package var progress: @Sendable (String) -> Void

  /// How many keys are written.
  package static let keys = 50

  /// A bench to be run.
  package init(
    clients: Int, span: Nanoseconds, rounds: Int, progress: @escaping @Sendable (String) -> Void
  ) {
    self.clients = clients
    self.span = span
    self.rounds = rounds
    self.progress = progress
  }

  /// The load tool of a database, if the machine has it.
  package static func tool(of database: any Database) throws -> any LoadTool {
    guard let tool = (database as? any ToolLoadedDatabase)?.loadTool else {
      throw RangeError(
        "there is no load tool to compare \(database.kind) with",
        hint: "there are some for: " + kinds.joined(separator: ", "))
    }
    let path = ChildProcess.path(of: tool.program)
    guard let path, FileManager.default.isExecutableFile(atPath: path) else {
      throw RangeError(
        "\(tool.program) is not installed, and \(database.kind) is compared with it",
        hint: "apt-get install \(tool.debianPackage), or scripts/setup")
    }
    return tool
  }

  /// The databases for which there is a load tool.
  package static var kinds: [String] {
    DatabaseCatalogue.all.filter { $0 is any ToolLoadedDatabase }.map(\.kind)
  }

  /// Measures both sides; reads the cluster's events, so once a cluster.
  package func run(on cluster: Cluster) async throws -> DriverFigures {
    let feed = ClusterFeed()
    let reading = Task { await feed.read(cluster.connection.events) }
    defer { reading.cancel() }
    let tool = try Self.tool(of: cluster.database)
    let leader = try await leader(of: cluster, feed)
    let site = Site(cluster: cluster, feed: feed, tool: tool, leader: leader)
    var faults: [String: Int] = [:]
    // How fast ours is tells how many operations the tool takes about as long for.
    let first = try await ours(site, "warm-up", &faults)
    let warm = try await tools(site, operations: operations(at: first.perS))
    faults = [:]
    var found: [DriverFigures.Round] = []
    for number in 1...max(1, rounds) {
      var sides: [Bool: DriverFigures.Side] = [:]
      for isOurs in number % 2 == 1 ? [true, false] : [false, true] {
        sides[isOurs] =
          isOurs
          ? try await ours(site, "round-\(number)", &faults)
          : try await tools(site, operations: operations(at: warm.perS))
      }
      guard let ours = sides[true], let theirs = sides[false] else { continue }
      found.append(DriverFigures.Round(ours: ours, tool: theirs))
      progress(
        "bench  \(cluster.database.kind), round \(number) of \(rounds): ours \(Int(ours.perS))/s, "
          + "\(Self.name(tool)) \(Int(theirs.perS))/s")
    }
    return DriverFigures(
      database: cluster.database.kind, tool: Self.name(tool), rounds: found, faults: faults)
  }

  /// Where it takes place.
  private struct Site: Sendable {
    var cluster: Cluster
    var feed: ClusterFeed
    var tool: any LoadTool
    var leader: HostName
  }

  /// Looked for once a second, so that the looking costs neither side much.
  private func leader(of cluster: Cluster, _ feed: ClusterFeed) async throws -> HostName {
    try await cluster.startMonitor(every: .seconds(1))
    let deadline = MonotonicClock.now() + .seconds(30)
    while MonotonicClock.now() < deadline {
      if let leader = await feed.last?.leader { return leader }
      try await Task.sleep(for: .milliseconds(50))
    }
    throw RangeError(
      "nobody leads after 30 s", hint: "see hosts/<name>/database.log of the bench")
  }

  private func ours(
    _ site: Site, _ name: String, _ faults: inout [String: Int]
  ) async throws -> DriverFigures.Side {
    let bench = WriteBench(span: span, clients: clients, keys: Self.keys)
    let figures = try await bench.run(
      on: site.cluster, feed: site.feed, name: name, members: [site.leader])
    faults.merge(figures.faults, uniquingKeysWith: +)
    return DriverFigures.Side(
      operations: figures.writes, seconds: figures.span.inSeconds, cpuS: figures.cpuNs.inSeconds,
      errors: figures.failures)
  }

  private func tools(_ site: Site, operations: Int) async throws -> DriverFigures.Side {
    guard let endpoint = site.cluster.endpoints(of: [site.leader]).first else {
      preconditionFailure("a member has an endpoint")
    }
    let path = site.cluster.sandbox.record.places.scratch + "/load-tool.script"
    let run = site.tool.run(
      LoadToolOrder(
        endpoint: endpoint, clients: clients, keys: Self.keys, span: span, operations: operations,
        scriptPath: path))
    if let script = run.script { try Data(script.utf8).write(to: URL(fileURLWithPath: path)) }
    let limit = Nanoseconds.seconds(span.inSeconds * 8 + 30)
    let answer = try await site.cluster.connection.ask(
      .run(host: Cluster.client, arguments: ChildTimes.timed(run.command), limitNs: limit))
    guard case .ran(let exit, let output, let error, _, _) = answer else {
      throw RangeError("the agent gave no answer", hint: "see hosts/agent.log of the bench")
    }
    guard exit == 0, let cpu = ChildTimes.seconds(error) else {
      let words = exit == 124 ? "no end within \(limit)" : "status \(exit)"
      throw RangeError(
        "\(Self.name(site.tool)) failed with \(words): \((output + error).suffix(400))",
        hint: "see hosts/<name>/database.log of the bench")
    }
    do {
      let figures = try site.tool.figures(of: output + "\n" + error)
      return DriverFigures.Side(
        operations: figures.operations, seconds: figures.seconds, cpuS: cpu,
        errors: figures.errors)
    } catch {
      throw RangeError(
        "\(Self.name(site.tool)) told no figures: \(error)",
        hint: "another version of \(site.tool.debianPackage) may print something else")
    }
  }

  /// As many as the span takes at a rate, the same for each client.
  private func operations(at perS: Double) -> Int {
    let each = perS * span.inSeconds / Double(clients)
    return clients * max(10, Int(each.rounded()))
  }

  /// The tool without the folder that it lies in.
  private static func name(_ tool: any LoadTool) -> String {
    tool.program.split(separator: "/").last.map(String.init) ?? tool.program
  }
}
