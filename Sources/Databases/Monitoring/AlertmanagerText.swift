package import Vocabulary

/// What Alertmanager is told: every alert to the pager at once, and every end of one.
///
/// Source: prometheus.io/docs, "Alerting, configuration"; `amtool check-config` reads it.
package enum AlertmanagerText {
  /// `alertmanager.yml`; the dead man's switch is repeated, so that its silence is soon known.
  package static func configuration(
    _ monitoring: MonitoringLayout, every look: Nanoseconds
  ) -> String {
    let interval = PrometheusText.span(look)
    let beat = PrometheusText.span(max(look, .milliseconds(500)))
    return """
      route:
        receiver: pager
        group_by: [alertname, host]
        group_wait: 0s
        group_interval: \(interval)
        repeat_interval: 4h
        routes:
          - receiver: pager
            matchers: [alertname="\(StandingRules.watchdog)"]
            group_interval: \(beat)
            repeat_interval: \(beat)
      receivers:
        - name: pager
          webhook_configs:
            - {url: 'http://\(monitoring.pager):\(MonitoringLayout.pagerPort)/', \
      send_resolved: true}

      """
  }
}
