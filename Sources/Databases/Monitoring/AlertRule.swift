package import Vocabulary

/// An alerting rule of Prometheus.
///
/// Units: spans are whole milliseconds, as Prometheus takes them.
package struct AlertRule: Sendable, Equatable {
  /// As missions and runbooks name it.
  package var name: String
  /// When it holds, in PromQL; a `host` label says whom it is about.
  package var expression: String
  /// How long it must hold before it fires.
  package var holdNs: Nanoseconds
  /// How long it goes on firing once it no longer holds.
  package var keepNs: Nanoseconds
  /// `page` wakes somebody, `ticket` waits for the morning, `none` is no alert.
  package var severity: Severity
  /// One line for people; a template of Prometheus.
  package var summary: String

  /// What becomes of an alert.
  package enum Severity: String, Sendable { case page, ticket, none }

  /// A rule.
  package init(
    _ name: String, _ expression: String, holdNs: Nanoseconds = .zero, keepNs: Nanoseconds = .zero,
    severity: Severity = .page, summary: String
  ) {
    self.name = name
    self.expression = expression
    self.holdNs = holdNs
    self.keepNs = keepNs
    self.severity = severity
    self.summary = summary
  }
}
