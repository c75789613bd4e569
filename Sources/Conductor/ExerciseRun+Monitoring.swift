import Databases
import LinuxHost
import Ranges
import Vocabulary

extension ExerciseRun {
  /// How often Prometheus looks; nil where alerts are built in.
  ///
  /// Errors: a plan that needs Prometheus, on a machine or for a database without it.
  var monitoringInterval: Nanoseconds? {
    get throws(RangeError) {
      let wanted = plan.monitoring ?? MonitoringSpecification(source: .builtIn, scrapeNs: .zero)
      let kind = plan.database.kind
      let watched = DatabaseCatalogue.database(kind) as? any MonitoredDatabase
      let packages = watched?.monitoringPackages ?? "prometheus prometheus-alertmanager"
      let canWatch = Cluster.canWatch(kind)
      if wanted.source == .prometheus && !canWatch {
        throw RangeError(
          "the mission wants Prometheus, and this machine lacks it or what it needs for \(kind)",
          hint: "apt-get install \(packages)")
      }
      if canWatch && wanted.source != .builtIn { return wanted.scrapeNs }
      if let step = plan.steps.first(where: \.isOnMonitoring) {
        throw RangeError(
          "the step \(step.name) takes monitoring away, and this exercise has none",
          hint: "apt-get install \(packages)")
      }
      return nil
    }
  }

  /// Proves the way of an alert: every target is scraped, the dead man's switch reaches the pager,
  /// and nothing fires that has to do with the start.
  func awaitMonitoring(_ cluster: Cluster, _ feed: ClusterFeed) async throws {
    guard cluster.monitoring != nil else { return }
    progress("alerts waiting until Prometheus sees every member and a page gets through")
    let start = clock()
    let deadline = start + Self.monitoringLimit
    let source = (cluster.database as? any MonitoredDatabase)?.metrics
    let helpers =
      ["pager", "alertmanager", "prometheus", "exporter"]
      + (source?.exporters(asking: cluster.layout.addresses) ?? []).map(\.name)
    var isScraped = false
    var calm: Nanoseconds?
    while clock() < deadline {
      try checkInterruption()
      for helper in helpers {
        try await requireRunning(helper, feed)
      }
      if await feed.paged.lastHeartbeat != nil, !isScraped {
        isScraped = try await seesEveryTarget(cluster, source)
      }
      if isScraped, calm == nil, try await firesNothing(cluster) { calm = clock() }
      // What fired before takes the way of the dead man's switch, ahead of it.
      let paged = await feed.paged
      if let calm, let beat = paged.lastHeartbeat, beat > calm, paged.active.isEmpty {
        progress("alerts a page gets through, \(Self.seconds(clock() - start)) later")
        return
      }
      try? await Task.sleep(for: .milliseconds(20))
    }
    let paged = await feed.paged
    let firing = paged.active.keys.sorted().map(\.id).joined(separator: ", ")
    let trouble =
      paged.lastHeartbeat == nil
      ? "no page reached the pager"
      : !isScraped
        ? "Prometheus does not see every member"
        : calm == nil
          ? "Prometheus has an alert all the time"
          : firing.isEmpty ? "the dead man's switch stays away" : "\(firing) still fires"
    throw RangeError(
      "the way of an alert was not proved within \(Self.monitoringLimit): \(trouble)",
      hint: "see hosts/monitoring/ of the run folder; without it: monitoring: {source: built-in}")
  }

  private static let monitoringLimit = Nanoseconds.seconds(60)

  /// Whether every target is reached; Prometheus alone knows.
  private func seesEveryTarget(_ cluster: Cluster, _ source: MetricsSource?) async throws -> Bool {
    guard let source else { return true }
    let count = plan.hosts.count * source.jobs.count + 1
    return try await prometheus(
      of: cluster, answers: count, to: "\(source.reachedTargets) + sum(up{job=\"application\"})")
  }

  /// Whether no alert fires, of which Prometheus knows sooner than the pager.
  private func firesNothing(_ cluster: Cluster) async throws -> Bool {
    let firing = "ALERTS{alertname!=\"\(StandingRules.watchdog)\",alertstate=\"firing\"}"
    return try await prometheus(of: cluster, answers: 1, to: "vector(1) unless on () \(firing)")
  }

  private func prometheus(
    of cluster: Cluster, answers value: Int, to question: String
  ) async throws -> Bool {
    let probe = HostProbe.command(
      host: MonitoringLayout.watcherHost,
      arguments: [
        "promtool", "query", "instant", "http://127.0.0.1:\(MonitoringLayout.prometheusPort)",
        question,
      ],
      expecting: CommandExpectation(
        shows: ["=> \(value) @"], meaning: "Prometheus answers \(value) to \(question)"))
    let answer = try await cluster.connection.ask(.prove(probes: [probe], limitNs: .seconds(2)))
    if case .proved(let result) = answer { return result.seen }
    return false
  }

  /// What raised the alerts, for whoever compares runs.
  func monitoringEnvironment(_ cluster: Cluster) -> [String: JSONValue] {
    guard cluster.monitoring != nil else { return ["alerts": "built-in"] }
    let programs = (cluster.database as? any MonitoredDatabase)?.monitoringPrograms
    let versions = (try? programs?.versions()) ?? []
    return [
      "alerts": "alertmanager",
      "monitoring_versions": .string(versions.joined(separator: "; ")),
      "scrape_ms": .number((plan.monitoring?.scrapeNs ?? .zero).inMilliseconds),
    ]
  }
}
