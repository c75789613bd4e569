package import Vocabulary

/// The rules that stand whatever the database is: the application's own view, and the dead man's
/// switch.
package enum StandingRules {
  /// The alert that always fires: when it stops, the path of alerts is broken.
  package static let watchdog = "Watchdog"

  /// The rules, for looks this far apart.
  package static func rules(every look: Nanoseconds) -> [AlertRule] {
    let all = "sum(increase(\(ApplicationMetrics.writes)[\(window(look))]))"
    let good = "sum(increase(\(ApplicationMetrics.writes){outcome=\"ok\"}[\(window(look))]))"
    let started = "sum(\(ApplicationMetrics.writes)) > 0"
    return [
      AlertRule(
        "WriteUnavailable", "\(good) / \(all) < 0.9 or (\(all) == 0 and on () \(started))",
        holdNs: look.times(2), keepNs: look.times(5),
        summary: "fewer than 90 % of the application's last writes were acknowledged"),
      AlertRule(
        watchdog, "vector(1)", severity: .none,
        summary: "always fires: while it arrives, the path of alerts is whole"),
    ]
  }

  /// PromQL that holds while the application's writes come back, whoever else is silent.
  static func writesPass(every look: Nanoseconds) -> String {
    "sum(increase(\(ApplicationMetrics.writes){outcome=\"ok\"}[\(window(look))])) > 0"
  }

  /// A number of seconds as PromQL compares it.
  static func seconds(_ span: Nanoseconds) -> String { "\(span.inSeconds)" }

  /// Long enough for several looks, as a rate over a single one does not exist.
  static func window(_ look: Nanoseconds, _ looks: Int64 = 5) -> String {
    PrometheusText.span(look.times(looks))
  }
}

extension Nanoseconds {
  /// So many of these spans.
  func times(_ count: Int64) -> Nanoseconds { Nanoseconds(rawValue: rawValue * count) }
}
