import Foundation
import Testing
import Vocabulary

@testable import Databases

/// The texts for Prometheus and Alertmanager, read by their own tools.
@Suite struct PrometheusRulesTests {
  static let look = Nanoseconds.milliseconds(200)
  static let monitoring = MonitoringLayout(
    kind: "etcd", watcher: "10.0.0.5", pager: "10.0.0.6", application: "10.0.0.4",
    heartbeat: "/tmp/beat")

  private func text(every look: Nanoseconds) -> String {
    PrometheusText.rules(
      EtcdDatabase().rules(every: look) + StandingRules.rules(every: look), every: look)
  }

  /// The tool compares annotations as well; what they say is not what is tried.
  private var bareText: String {
    text(every: Self.look).split(separator: "\n").filter { !$0.contains("annotations:") }
      .joined(separator: "\n") + "\n"
  }

  @Test(
    "promtool and amtool read what is written for them",
    arguments: [look, .seconds(1), .milliseconds(1_500)])
  func toolsRead(look: Nanoseconds) throws {
    let folder = try TrialFolder()
    let rules = try folder.write(text(every: look), as: "rules.yml")
    let prometheus = try folder.write(
      PrometheusText.configuration(
        Self.monitoring, members: ["n1": "10.0.0.1", "n2": "10.0.0.2"], database: EtcdDatabase(),
        every: look, rules: rules), as: "prometheus.yml")
    let alertmanager = try folder.write(
      AlertmanagerText.configuration(Self.monitoring, every: look), as: "alertmanager.yml")
    #expect(try folder.run("promtool", "check", "rules", "--lint-fatal", rules) == 0)
    #expect(try folder.run("promtool", "check", "config", prometheus) == 0)
    #expect(try folder.run("amtool", "check-config", alertmanager) == 0)
  }

  @Test("promtool refuses a rule that is none")
  func toolsRefuse() throws {
    let folder = try TrialFolder()
    let broken = AlertRule("Broken", "sum(up", summary: "no parenthesis")
    let rules = try folder.write(
      PrometheusText.rules([broken], every: Self.look), as: "rules.yml")
    #expect(try folder.run("promtool", "check", "rules", rules) != 0)
  }

  @Test("Each rule fires on its trouble and on nothing else", arguments: RuleTrial.all)
  func firesOnTrouble(trial: RuleTrial) throws {
    let folder = try TrialFolder()
    let rules = try folder.write(bareText, as: "rules.yml")
    let test = try folder.write(trial.text(rules: rules, fires: true), as: "trial.yml")
    #expect(try folder.run("promtool", "test", "rules", test) == 0, "\(folder.words)")
    // The same trouble without the alert must be refused, or the trial would prove nothing.
    let control = try folder.write(trial.text(rules: rules, fires: false), as: "control.yml")
    #expect(try folder.run("promtool", "test", "rules", control) != 0)
  }

  @Test(
    "Nothing but the dead man's switch fires on a healthy cluster, or on a few late answers",
    arguments: RuleTrial.quiet.keys.sorted())
  func quiet(name: String) throws {
    let folder = try TrialFolder()
    let rules = try folder.write(bareText, as: "rules.yml")
    let test = try folder.write(RuleTrial.quiet(RuleTrial.quiet[name] ?? [], rules: rules), as: "trial.yml")
    #expect(try folder.run("promtool", "test", "rules", test) == 0, "\(folder.words)")
  }

  @Test("Every rule has its trial")
  func everyRuleIsTried() {
    let names = EtcdDatabase().rules(every: Self.look).map(\.name) + ["WriteUnavailable"]
    #expect(Set(RuleTrial.all.map(\.alert)) == Set(names))
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
