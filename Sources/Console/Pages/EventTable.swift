import Debrief
import Exercises
import Vocabulary

/// Everything that happened, newest first, as a table.
enum EventTable {
  static func draw(_ events: [TimelineEvent]) -> Markup {
    let rows = events.suffix(60).reversed().map { event -> Markup in
      """
      <tr id="event-\(event.sequence)"><td class="n">\(Written.moment(event.timeNs))</td>\
      <td><span class="lane-\(event.lane.rawValue)">\(event.lane.rawValue)</span></td>\
      <td>\(EventWords.title(event))</td><td>\(event.host?.rawValue ?? "")</td>\
      <td>\(EventWords.detail(event))</td></tr>
      """
    }
    let more =
      events.count > 60 ? "The last 60 of \(events.count) events" : "\(events.count) events"
    return """
      <section class="card" aria-labelledby="events-title"><h2 id="events-title">Log</h2>
      <div class="scroll tall" tabindex="0" role="region" aria-label="Table of events"><table>
      <caption>\(more), newest first</caption>
      <thead><tr><th scope="col" class="n">When</th><th scope="col">Whose</th>\
      <th scope="col">What</th><th scope="col">Host</th><th scope="col">More</th></tr></thead>
      <tbody>\(rows)</tbody></table></div></section>
      """
  }
}
