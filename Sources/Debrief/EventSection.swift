import Vocabulary

/// The whole timeline as a table, closed until it is wanted; each row is a target for links.
enum EventSection {
  static func draw(_ facts: Facts) -> Markup {
    let rows = facts.input.timeline.map(row)
    return """
      <h2 id="events">Full timeline</h2>
      <div class="card scroll"><details><summary>\
      \(Written.counted(facts.input.timeline.count, "event")), as recorded and hash-chained in \
      timeline.jsonl</summary>
      <table><thead><tr><th scope="col" class="n">No.</th><th scope="col" class="n">Time</th>\
      <th scope="col">Lane</th><th scope="col">Event</th><th scope="col">Step</th>\
      <th scope="col">Host</th><th scope="col">Details</th></tr></thead>
      <tbody>
      \(rows)</tbody></table></details></div>

      """
  }

  private static func row(_ event: TimelineEvent) -> Markup {
    let fields = event.fields.sorted { $0.key < $1.key }.map { key, value -> Markup in
      "<span class=\"soft\">\(key)</span> \(text(key, value))<br>"
    }
    return """
      <tr id="e\(event.sequence)"><th scope="row" class="n">\(event.sequence)</th>\
      <td class="n">\(Written.moment(event.timeNs))</td>\
      <td><span class="lane-\(event.lane.rawValue)">\(event.lane.rawValue)</span></td>\
      <td><code>\(event.kind.rawValue)</code></td><td>\(event.step?.rawValue ?? "")</td>\
      <td>\(event.host?.rawValue ?? "")</td><td>\(fields)</td></tr>

      """
  }

  /// Spans in nanoseconds as a person reads them; the rest as it is.
  private static func text(_ key: String, _ value: JSONValue) -> String {
    if key.hasSuffix("_ns"), let whole = value.whole {
      return Written.span(Nanoseconds(rawValue: whole))
    }
    return VerdictSection.shown(value)
  }
}
