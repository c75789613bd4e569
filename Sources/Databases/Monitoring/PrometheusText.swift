package import Vocabulary

/// What Prometheus is told: whom it scrapes, how often, by which rules it alerts.
///
/// Source: prometheus.io/docs, "Configuration" and "Alerting rules"; `promtool check` reads both.
package enum PrometheusText {
  /// `prometheus.yml`; `rules` is the path of the rule file.
  package static func configuration(
    _ monitoring: MonitoringLayout, members: [HostName: String], database: any MonitoredDatabase,
    every look: Nanoseconds, rules: String
  ) -> String {
    let source = database.metrics
    let jobs = source.jobs.flatMap { lines(of: $0, members, source) }
    return """
      global:
        scrape_interval: \(span(look))
        scrape_timeout: \(span(look))
        evaluation_interval: \(span(look))
      alerting:
        alertmanagers:
          - static_configs:
              - {targets: ['127.0.0.1:\(MonitoringLayout.alertmanagerPort)']}
      rule_files: ['\(rules)']
      scrape_configs:
      \(jobs.joined(separator: "\n"))
        - job_name: application
          static_configs:
            - {targets: ['\(monitoring.application):\(MonitoringLayout.applicationPort)']}

      """
  }

  /// One job of a scrape configuration.
  ///
  /// Source: prometheus.io/docs/guides/multi-target-exporter.
  private static func lines(
    of job: MetricsSource.Job, _ members: [HostName: String], _ source: MetricsSource
  ) -> [String] {
    let targets = members.keys.sorted().map { host in
      "      - {targets: ['\(members[host] ?? ""):\(job.port)'], labels: {host: '\(host)'}}"
    }
    let head = ["  - job_name: '\(job.name)'"] + detour(source.exporters(asking: members))
    return head + ["    static_configs:"] + targets + [
      "    metric_relabel_configs:",
      "      - {source_labels: [__name__], regex: '\(source.kept.joined(separator: "|"))', "
        + "action: keep}",
    ]
  }

  /// The way by exporters, each of which knows its member or is told of it at every look.
  private static func detour(_ exporters: [ExporterProcess]) -> [String] {
    if exporters.isEmpty { return [] }
    let isTold = exporters.contains { $0.member == nil }
    let asked = (isTold ? ["__param_target"] : []) + ["instance"]
    let ways = exporters.map { one in
      let whose = one.member.map { "source_labels: [host], regex: '\($0)', " } ?? ""
      return "      - {\(whose)target_label: __address__, replacement: '127.0.0.1:\(one.port)'}"
    }
    return (isTold ? ["    metrics_path: /scrape"] : []) + ["    relabel_configs:"]
      + asked.map { "      - {source_labels: [__address__], target_label: \($0)}" } + ways
  }

  /// The rule file.
  package static func rules(_ rules: [AlertRule], every look: Nanoseconds) -> String {
    var lines = ["groups:", "  - name: cygnet", "    interval: \(span(look))", "    rules:"]
    for rule in rules {
      lines.append("      - alert: \(rule.name)")
      lines.append("        expr: \(quoted(rule.expression))")
      if rule.holdNs > .zero { lines.append("        for: \(span(rule.holdNs))") }
      if rule.keepNs > .zero { lines.append("        keep_firing_for: \(span(rule.keepNs))") }
      lines.append("        labels: {severity: \(rule.severity.rawValue)}")
      lines.append("        annotations: {summary: \(quoted(rule.summary))}")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// `200ms`: Prometheus knows no fractions.
  static func span(_ span: Nanoseconds) -> String { "\(span.rawValue / 1_000_000)ms" }

  /// A YAML string in single quotes, in which only the quote itself must be doubled.
  private static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }
}
