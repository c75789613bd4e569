import Testing

/// Series in which one rule must fire, for `promtool test rules`.
///
/// Units: one value every 200 ms; `a+bxn` counts up by b, n times.
struct RuleTrial: CustomTestStringConvertible, Sendable {
  /// Names of series with their values.
  typealias Series = [String: String]

  /// The kind of the database whose rules are tried.
  let kind: String
  /// The rule's name.
  let alert: String
  /// The labels of each alert that must fire and no other, as the tool takes them.
  let labels: [String]
  /// When the alerts are looked at, in seconds.
  let seconds: Double
  /// The series, trouble and all.
  let series: Series

  var testDescription: String {
    "\(kind), \(alert): \(labels.isEmpty ? "silent" : labels.joined(separator: "; "))"
  }

  init(
    _ kind: String, _ alert: String, _ labels: String..., at seconds: Double = 7, in series: Series
  ) {
    self.kind = kind
    self.alert = alert
    self.labels = labels
    self.seconds = seconds
    self.series = series
  }

  /// The tool's test file; with `fires` false it expects the opposite.
  func text(rules: String, fires: Bool) -> String {
    let wanted = labels.isEmpty ? ["host: nobody"] : []
    return Self.head(rules: rules, series)
      + Self.expectation(alert, seconds, fires ? labels : wanted)
  }

  /// The tool's test file for what must wake nobody: silence of every rule.
  static func quiet(_ series: Series, of names: [String], rules: String) -> String {
    head(rules: rules, series) + names.map { expectation($0, 7, []) }.joined()
      + expectation("Watchdog", 7, ["severity: none"])
  }

  private static func expectation(
    _ alert: String, _ seconds: Double, _ labels: [String]
  ) -> String {
    "      - eval_time: \(Int((seconds * 1_000).rounded()))ms\n        alertname: \(alert)\n"
      + "        exp_alerts:\(labels.isEmpty ? " []" : "")\n"
      + labels.map { "          - exp_labels: {\($0)}\n" }.joined()
  }

  private static func head(rules: String, _ series: Series) -> String {
    let lines = series.sorted { $0.key < $1.key }.map {
      "      - {series: '\($0.key)', values: '\($0.value)'}"
    }
    return """
      rule_files: ['\(rules)']
      evaluation_interval: 200ms
      tests:
        - interval: 200ms
          input_series:
      \(lines.joined(separator: "\n"))
          alert_rule_test:

      """
  }

  /// An application whose writes succeed.
  static let application: Series = [
    "cygnet_application_writes_total{outcome=\"ok\"}": "0+50x80",
    "cygnet_application_writes_total{outcome=\"fail\"}": "0x80",
    "cygnet_application_writes_total{outcome=\"info\"}": "0x80",
  ]

  /// One whose writes all come to nothing from 4 s on.
  static let halted: Series = [
    "cygnet_application_writes_total{outcome=\"ok\"}": "0+50x20 1000x60",
    "cygnet_application_writes_total{outcome=\"fail\"}": "0x20 0+50x60",
  ]
}
