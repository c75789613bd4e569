import Debrief
import Exercises
import Vocabulary

/// What was said to blue and by blue; new messages are read aloud.
enum MessageList {
  static func draw(_ messages: [TimelineEvent], told: String) -> Markup {
    let rows = messages.suffix(60).reversed().map { event -> Markup in
      """
      <li id="message-\(event.sequence)">\(Moment.at(event.timeNs)) \
      <span class="pill">\(EventWords.title(event))</span> \(EventWords.detail(event))</li>
      """
    }
    let briefing: Markup =
      told.isEmpty ? "" : "<details open><summary>Briefing</summary><p>\(told)</p></details>"
    return """
      <section class="card" aria-labelledby="messages-title">
      <h2 id="messages-title">Messages</h2>\(briefing)
      <div role="log" aria-live="polite" aria-relevant="additions" aria-label="Messages">\
      <ul class="rows" id="messages">\(rows)</ul></div></section>
      """
  }
}
