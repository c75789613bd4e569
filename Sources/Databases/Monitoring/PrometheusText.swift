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
    let detour = source.exporter.map { exporter in
      [
        "    metrics_path: /scrape", "    relabel_configs:",
        "      - {source_labels: [__address__], target_label: __param_target}",
        "      - {source_labels: [__address__], target_label: instance}",
        "      - {target_label: __address__, replacement: '127.0.0.1:\(exporter.port)'}",
      ]
    }
    return ["  - job_name: '\(job.name)'"] + (detour ?? []) + ["    static_configs:"] + targets + [
      "    metric_relabel_configs:",
      "      - {source_labels: [__name__], regex: '\(source.kept.joined(separator: "|"))', "
        + "action: keep}",
    ]
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
