import Debrief
import Exercises
import Vocabulary

/// What blue can see now, for those who know more.
enum BlueGlance {
  static func draw(_ blue: BlueView) -> Markup {
    let alerts = blue.alerts.filter { $0.resolvedNs == nil }.map { alert -> Markup in
      """
      <li>\(Moment.at(alert.notifiedNs)) <b>\(alert.name)</b> \(alert.host?.rawValue ?? "") \
      <span class="soft">\(alert.acknowledgedBy.map { "seen by \($0)" } ?? "not seen yet")</span>\
      </li>
      """
    }
    let beliefs = blue.hypotheses.filter { $0.withdrawnNs == nil }.map { hypothesis -> Markup in
      """
      <li><span class="share">\(Written.percent(hypothesis.confidence))</span> \
      \(HypothesisList.name(hypothesis)) <span class="soft">\(hypothesis.by)</span></li>
      """
    }
    let last = blue.actions.suffix(3).map { action -> Markup in
      """
      <li>\(Moment.at(action.startedNs)) <b class="host">\(action.host)</b> \
      <code>\(action.command)</code></li>
      """
    }
    return """
      <section class="card" aria-labelledby="glance-title">
      <h2 id="glance-title">What blue can see now</h2>
      <div class="three"><div><h3>Alerts firing</h3>\(list(alerts))</div>\
      <div><h3>Hypotheses</h3>\(list(beliefs))</div>\
      <div><h3>Last commands</h3>\(list(last))</div></div></section>
      """
  }

  private static func list(_ items: [Markup]) -> Markup {
    items.isEmpty ? "<p class=\"soft\">none</p>" : "<ul class=\"rows\">\(items)</ul>"
  }
}
