import Testing
import Vocabulary

@testable import Databases

/// The rules of one database, with what each must see and what none may.
struct RuleBook: CustomTestStringConvertible, Sendable {
  let database: any MonitoredDatabase
  let trials: [RuleTrial]
  let quiet: [String: RuleTrial.Series]

  var testDescription: String { database.kind }

  static let all = [
    RuleBook(
      database: GaleraDatabase(), trials: GaleraRuleTrials.all, quiet: GaleraRuleTrials.quiet),
    RuleBook(
      database: EtcdDatabase(), trials: EtcdRuleTrials.all, quiet: EtcdRuleTrials.quiet),
    RuleBook(
      database: PatroniDatabase(), trials: PatroniRuleTrials.all,
      quiet: PatroniRuleTrials.quiet),
    RuleBook(
      database: RedisDatabase(), trials: RedisRuleTrials.all, quiet: RedisRuleTrials.quiet),
  ]

  static func of(_ kind: String) -> RuleBook? { all.first { $0.database.kind == kind } }

  /// Three members, synchronous where a database knows that.
  static let members: [HostName: String] = ["n1": "10.0.0.1", "n2": "10.0.0.2", "n3": "10.0.0.3"]

  func cluster(of count: Int = 3, _ settings: [String: String] = [:]) -> ClusterLayout {
    ClusterLayout(
      addresses: Self.members.filter { Int($0.key.rawValue.dropFirst()) ?? 0 <= count },
      dataDirectories: [:], settings: ["synchronous_mode": "true"].merging(settings) { $1 },
      token: "trial")
  }

  /// The rule file.
  func text(every look: Nanoseconds, of count: Int = 3) -> String {
    PrometheusText.rules(
      database.rules(of: cluster(of: count), every: look) + StandingRules.rules(every: look),
      every: look)
  }

  /// The tool compares annotations as well; what they say is not what is tried.
  func bareText(every look: Nanoseconds) -> String {
    text(every: look).split(separator: "\n").filter { !$0.contains("annotations:") }
      .joined(separator: "\n") + "\n"
  }
}
