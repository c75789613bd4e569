import Databases
import Vocabulary

/// What raises the alerts of an exercise.
enum AlertSource: Sendable {
  /// The conductor's own rules over its probes.
  case builtIn(AlertRules)
  /// Prometheus's rules, through Alertmanager and the pager.
  case alertmanager(PagedAlerts)

  /// As the timeline names it.
  var name: String {
    switch self {
    case .builtIn: "built-in"
    case .alertmanager: "alertmanager"
    }
  }

  /// Takes in a sample; pages do not depend on it.
  mutating func handle(
    _ sample: AlertRules.Sample, at now: Nanoseconds
  ) -> [AlertRules.Change] {
    guard case .builtIn(var rules) = self else { return [] }
    defer { self = .builtIn(rules) }
    return rules.handle(sample, at: now)
  }

  /// Takes in a page; the built-in rules get none.
  mutating func handle(_ page: Page) -> [AlertRules.Change] {
    guard case .alertmanager(var paged) = self else { return [] }
    defer { self = .alertmanager(paged) }
    return paged.handle(page)
  }

  /// Alerts that fire now, each with the time of its start as an offset from `origin`.
  func active(since origin: Nanoseconds) -> [AlertRules.Alert: Nanoseconds] {
    switch self {
    case .builtIn(let rules): rules.active
    case .alertmanager(let paged): paged.active.mapValues { $0 - origin }
    }
  }
}
