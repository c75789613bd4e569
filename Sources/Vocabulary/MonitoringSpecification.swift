/// Where blue's alerts come from in an exercise, and how closely the members are watched.
package struct MonitoringSpecification: Sendable, Equatable, Codable {
  /// What raises the alerts; nil is Prometheus where the range has it, else the built-in rules.
  package var source: Source?
  /// How often Prometheus asks each member, and judges its rules.
  package var scrapeNs: Nanoseconds

  /// The two sources of alerts.
  package enum Source: String, Sendable, Codable, CaseIterable {
    /// Prometheus with its rules, and Alertmanager, on a host of the range.
    case prometheus
    /// The conductor's own rules over its probes.
    case builtIn = "built-in"
  }

  /// What a rehearsal uses: five looks a second, for its clock is faster than people's.
  package static let rehearsal = MonitoringSpecification(scrapeNs: .milliseconds(200))
  /// What an exercise with people uses.
  package static let live = MonitoringSpecification(scrapeNs: .seconds(1))

  /// A specification; without a source the range decides.
  package init(source: Source? = nil, scrapeNs: Nanoseconds) {
    self.source = source
    self.scrapeNs = scrapeNs
  }
}
