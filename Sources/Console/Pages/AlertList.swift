import Debrief
import Exercises
import Vocabulary

/// Alerts as they were delivered; new ones are read aloud.
enum AlertList {
  static func draw(_ alerts: [ShownAlert], _ forms: CommandForm?) -> Markup {
    let order = alerts.sorted {
      ($0.resolvedNs == nil ? 0 : 1, $1.notifiedNs) < ($1.resolvedNs == nil ? 0 : 1, $0.notifiedNs)
    }
    let rows = order.map { row($0, forms) }
    let empty: Markup = alerts.isEmpty ? "<p class=\"soft\">No alert has been delivered.</p>" : ""
    return """
      <section class="card" aria-labelledby="alerts-title">
      <h2 id="alerts-title">Alerts</h2>\(empty)
      <div role="log" aria-live="polite" aria-relevant="additions" \
      aria-label="Delivered alerts"><ul class="rows alerts" id="alerts">\(rows)</ul></div>
      </section>
      """
  }

  private static func row(_ alert: ShownAlert, _ forms: CommandForm?) -> Markup {
    let isOver = alert.resolvedNs != nil
    let id = "alert-\(alert.id)@\(alert.notifiedNs.rawValue)"
    let host: Markup = alert.host.map { "<b class=\"host\">\($0.rawValue)</b>" } ?? ""
    let end: Markup =
      alert.resolvedNs.map { "<span class=\"soft\">resolved \(Moment.at($0))</span>" } ?? ""
    let seen: Markup =
      alert.acknowledgedBy.map { "<span class=\"soft\">seen by \($0)</span>" }
      ?? (isOver
        ? ""
        : forms?.button(
          "acknowledge", "Acknowledge", ["alert": alert.id], about: alert.name) ?? "")
    return """
      <li id="\(id)" class="\(isOver ? "over" : "firing")">
      <div class="head"><span class="pill \(isOver ? "good" : "bad")">\
      \(isOver ? "✓ resolved" : "▲ firing")</span> <b>\(alert.name)</b> \(host) \
      \(Moment.at(alert.notifiedNs)) \(end) \(seen)</div>
      <p>\(alert.summary) <span class="soft">\(alert.source)</span></p></li>
      """
  }
}
