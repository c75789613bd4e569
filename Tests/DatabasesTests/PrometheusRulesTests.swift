import Foundation
import Testing
import Vocabulary

@testable import Databases

/// The texts for Prometheus and Alertmanager, read by their own tools.
@Suite struct PrometheusRulesTests {
  static let look = Nanoseconds.milliseconds(200)

  static func monitoring(_ kind: String) -> MonitoringLayout {
    MonitoringLayout(
      kind: kind, watcher: "10.0.0.5", pager: "10.0.0.6", application: "10.0.0.4",
      heartbeat: "/tmp/beat")
  }

  private static func configuration(
    _ book: RuleBook, every look: Nanoseconds, rules: String = "rules.yml"
  ) -> String {
    PrometheusText.configuration(
      monitoring(book.database.kind), members: RuleBook.members, database: book.database,
      every: look, rules: rules)
  }

  @Test(
    "promtool and amtool read what is written for them", arguments: RuleBook.all,
    [look, .seconds(1), .milliseconds(1_500)])
  func toolsRead(book: RuleBook, look: Nanoseconds) throws {
    let folder = try TrialFolder()
    let rules = try folder.write(book.text(every: look), as: "rules.yml")
    let alone = try folder.write(book.text(every: look, of: 1), as: "alone.yml")
    let prometheus = try folder.write(
      Self.configuration(book, every: look, rules: rules), as: "prometheus.yml")
    let alertmanager = try folder.write(
      AlertmanagerText.configuration(Self.monitoring(book.database.kind), every: look),
      as: "alertmanager.yml")
    for file in [rules, alone] {
      let checked = try folder.run("promtool", "check", "rules", "--lint-fatal", file)
      #expect(checked == 0, "\(folder.words)")
    }
    let read = try folder.run("promtool", "check", "config", prometheus)
    #expect(read == 0, "\(folder.words)")
    let routed = try folder.run("amtool", "check-config", alertmanager)
    #expect(routed == 0, "\(folder.words)")
  }

  @Test("promtool refuses a rule that is none")
  func toolsRefuse() throws {
    let folder = try TrialFolder()
    let broken = AlertRule("Broken", "sum(up", summary: "no parenthesis")
    let rules = try folder.write(
      PrometheusText.rules([broken], every: Self.look), as: "rules.yml")
    let checked = try folder.run("promtool", "check", "rules", rules)
    #expect(checked != 0)
  }

  @Test(
    "Each rule fires on its trouble and on nothing else",
    arguments: RuleBook.all.flatMap(\.trials))
  func firesOnTrouble(trial: RuleTrial) throws {
    let folder = try TrialFolder()
    let book = try #require(RuleBook.of(trial.kind))
    let rules = try folder.write(book.bareText(every: Self.look), as: "rules.yml")
    let test = try folder.write(trial.text(rules: rules, fires: true), as: "trial.yml")
    let tried = try folder.run("promtool", "test", "rules", test)
    #expect(tried == 0, "\(folder.words)")
    // The opposite must be refused, or the trial would prove nothing.
    let control = try folder.write(trial.text(rules: rules, fires: false), as: "control.yml")
    let controlled = try folder.run("promtool", "test", "rules", control)
    #expect(controlled != 0)
  }

  @Test(
    "Nothing but the dead man's switch fires where all is well, or on a few late answers",
    arguments: RuleBook.all)
  func quiet(book: RuleBook) throws {
    let folder = try TrialFolder()
    let rules = try folder.write(book.bareText(every: Self.look), as: "rules.yml")
    let names = Set(book.trials.map(\.alert)).sorted()
    for (name, series) in book.quiet {
      let test = try folder.write(
        RuleTrial.quiet(series, of: names, rules: rules), as: "trial.yml")
      let tried = try folder.run("promtool", "test", "rules", test)
      #expect(tried == 0, "\(name): \(folder.words)")
    }
  }

  @Test("Every rule has its trial", arguments: RuleBook.all)
  func everyRuleIsTried(book: RuleBook) {
    let rules = book.database.rules(of: book.cluster(), every: Self.look).map(\.name)
    let standing = book.database.kind == "etcd" ? ["WriteUnavailable"] : []
    let tried = book.trials.filter { !$0.labels.isEmpty }.map(\.alert)
    #expect(Set(tried) == Set(rules + standing))
    #expect(Set(rules).count == rules.count)
  }

  @Test("Every metric of a rule is kept", arguments: RuleBook.all)
  func metricsAreKept(book: RuleBook) throws {
    let kept = try Regex("(" + book.database.metrics.kept.joined(separator: "|") + ")")
    let named = try Regex("\\b(etcd|redis|patroni|mysql)_[a-z_]+")
    for rule in book.database.rules(of: book.cluster(), every: Self.look) {
      let families = rule.expression.matches(of: named).map { rule.expression[$0.range] }
      for metric in families where !metric.hasSuffix("_") {
        #expect(metric.wholeMatch(of: kept) != nil, "\(rule.name) asks for \(metric)")
      }
    }
  }

  @Test("Rules about replicas are for several members, the one about standbys for synchronous ones")
  func rulesKnowTheCluster() throws {
    func names(
      _ kind: String, _ count: Int, _ settings: [String: String] = [:]
    ) throws -> Set<String> {
      let book = try #require(RuleBook.of(kind))
      let cluster = book.cluster(of: count, settings)
      return Set(book.database.rules(of: cluster, every: Self.look).map(\.name))
    }
    let redis = try names("redis", 3).subtracting(try names("redis", 1))
    #expect(redis.contains("RedisReplicationBroken") && redis.contains("RedisSentinelQuorumLost"))
    let asynchronous = try names("patroni", 3, ["synchronous_mode": "false"])
    let synchronous = try names("patroni", 3)
    #expect(synchronous.subtracting(asynchronous) == ["PatroniNoSynchronousStandby"])
    let alone = try names("patroni", 1)
    #expect(!alone.contains("PatroniNoSynchronousStandby"))
  }

  @Test("What an exporter is asked about members reaches Prometheus under the members' names")
  func detour() throws {
    let redis = Self.configuration(try #require(RuleBook.of("redis")), every: Self.look)
    #expect(redis.contains("{targets: ['10.0.0.2:26379'], labels: {host: 'n2'}}"))
    #expect(redis.contains("target_label: __address__, replacement: '127.0.0.1:9121'"))
    let galera = Self.configuration(try #require(RuleBook.of("galera")), every: Self.look)
    #expect(galera.contains("{targets: ['10.0.0.2:3306'], labels: {host: 'n2'}}"))
    #expect(
      galera.contains(
        "{source_labels: [host], regex: 'n2', target_label: __address__, "
          + "replacement: '127.0.0.1:9105'}"))
    #expect(galera.contains("target_label: instance}") && !galera.contains("/scrape"))
    let patroni = Self.configuration(try #require(RuleBook.of("patroni")), every: Self.look)
    #expect(patroni.contains("{targets: ['10.0.0.3:8008'], labels: {host: 'n3'}}"))
    #expect(!patroni.contains("/scrape") && !patroni.contains("__param_target"))
  }

  @Test("An exporter that asks one server has a process a member, and another one is enough")
  func exporters() {
    let galera = GaleraDatabase().metrics.exporters(asking: RuleBook.members)
    #expect(
      galera.map(\.name) == ["n1", "n2", "n3"].map { "database-exporter-\($0)" })
    let command = galera[1].command("/bin/exporter")
    #expect(
      command.prefix(3) == [
        "env", "DATA_SOURCE_NAME=root@(10.0.0.2:3306)/?wsrep_sync_wait=0", "/bin/exporter",
      ])
    #expect(command.last == "--web.listen-address=127.0.0.1:9105")
    let redis = RedisDatabase().metrics.exporters(asking: RuleBook.members)
    #expect(redis.map(\.name) == ["database-exporter"])
    #expect(redis.first?.command("/bin/exporter").first == "/bin/exporter")
    #expect(EtcdDatabase().metrics.exporters(asking: RuleBook.members).isEmpty)
  }

  @Test("Whether anybody is reached is the exporter's to say, and the look's where that ran out")
  func reached() {
    #expect(Self.monitoring("etcd").reached == "max(max by (host) (up{job=\"etcd\"}))")
    #expect(
      Self.monitoring("redis").reached
        == "max(max by (host) (redis_up{job=\"redis\"} or on (host) up{job=\"redis\"}))")
    let source = RedisDatabase().metrics
    #expect(source.reachedTargets.contains("redis_up{job=\"redis-sentinel\"}"))
  }
}

/// A folder for one test, and the programs that are run on its files.
final class TrialFolder {
  private let path = FileManager.default.temporaryDirectory.path + "/cygnet-rules-\(UUID())"
  private(set) var words = ""

  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ text: String, as name: String) throws -> String {
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
    return "\(path)/\(name)"
  }

  func run(_ arguments: String...) throws -> Int32 {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    words = String(decoding: data, as: UTF8.self)
    return process.terminationStatus
  }
}
