/// What a mission says of its monitoring; what it leaves out follows from the range and the mode.
package struct MonitoringWish: Sendable, Equatable {
  /// What raises the alerts.
  package var source: MonitoringSpecification.Source?
  /// How often Prometheus looks.
  package var scrapeNs: Nanoseconds?

  /// A wish as it was read.
  package init(source: MonitoringSpecification.Source?, scrapeNs: Nanoseconds?) {
    self.source = source
    self.scrapeNs = scrapeNs
  }
}
