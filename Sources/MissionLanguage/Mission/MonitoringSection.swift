import Vocabulary

/// `monitoring: {source: prometheus, scrape: 200ms}`; optional as a whole, and key by key.
enum MonitoringSection {
  static let keys = ["source", "scrape"]

  static func read(_ node: YAMLNode?, report: Report) -> MonitoringWish? {
    guard let node, let section = Section(node, name: "monitoring", keys: keys, report: report)
    else { return nil }
    return MonitoringWish(
      source: section.optional(
        "source",
        .case(called: "source", placeholder: MonitoringSpecification.Source.prometheus)),
      scrapeNs: section.optional("scrape", .duration(.milliseconds(100)...(.seconds(30)))))
  }
}
