import Debrief
import Exercises
import Vocabulary

/// Blue's page: what happened, what we believe, what we do about it.
enum OpsRoom {
  static func draw(_ view: BlueView, _ visitor: Visitor) -> Markup {
    let forms = CommandForm(visitor: visitor, page: .main, phase: view.header.phase)
    let shell = Shell(
      title: "Ops room", page: .main, header: view.header, visitor: visitor,
      keys: [
        ("h", "hypothesis: first letters choose the mechanism, Enter posts it"),
        ("d", "decision"), ("t", "declare trouble"), ("o", "hand over"), ("!", "the stop word"),
        ("Esc", "leave a field"), ("?", "these keys"),
      ])
    return shell.draw(
      """
      \(strip(view))
      <div class="room">
      <div class="wide-column">
      \(AlertList.draw(view.alerts, forms))
      \(HypothesisList.draw(view.hypotheses, forms))
      \(decisions(view))
      \(MessageList.draw(view.messages, told: view.header.told))
      </div>
      <div class="hand-column">\(BlueForms.draw(view, forms))</div>
      </div>
      """)
  }

  /// The figures that people on call look at first.
  private static func strip(_ view: BlueView) -> Markup {
    let firing = view.alerts.filter { $0.resolvedNs == nil }
    let waiting = firing.filter { $0.acknowledgedBy == nil }.count
    let open = view.hypotheses.filter { $0.withdrawnNs == nil }
    let best = open.max { $0.confidence < $1.confidence }
    let belief = best.map { "\($0.mechanism) at \(place($0.location))" } ?? "none posted yet"
    let share = best.map { Written.percent($0.confidence) } ?? "–"
    let last = view.actions.last
    return """
      <dl class="strip">
      <div><dt>Since the first alert</dt><dd>\(incident(view))</dd></div>
      <div><dt>Alerts firing</dt><dd>\(firing.count)<small>\(waiting) not acknowledged, \
      \(view.alerts.count) in all</small></dd></div>
      <div><dt>Strongest belief</dt><dd>\(share)<small>\(belief)</small></dd></div>
      <div><dt>Decisions</dt><dd>\(view.decisions.count)<small>\
      \(view.decisions.last?.response ?? "none yet")</small></dd></div>
      <div><dt>Last command on</dt><dd>\(last?.host ?? "–")<small>\
      \(last?.command ?? "none yet")</small></dd></div>
      </dl>
      """
  }

  private static func incident(_ view: BlueView) -> Markup {
    let declared = view.messages.first { $0.kind == "trouble.declared" }?.timeNs
    let begin = [view.alerts.map(\.notifiedNs).min(), declared].compactMap { $0 }.min()
    guard let begin else { return "–<small>all quiet</small>" }
    let span = max(Nanoseconds.zero, view.header.elapsedNs - begin)
    return """
      \(Moment.running(span, runs: view.header.phase == .running))\
      <small>it began at \(Moment.text(begin))</small>
      """
  }

  private static func decisions(_ view: BlueView) -> Markup {
    guard !view.decisions.isEmpty else { return "" }
    let rows = view.decisions.map { decision -> Markup in
      """
      <li id="\(decision.id)">\(Moment.at(decision.postedNs)) <b>\(decision.response)</b> \
      <span class="soft">\(decision.by)</span> \(decision.text)</li>
      """
    }
    return """
      <section class="card" aria-labelledby="decisions-title">
      <h2 id="decisions-title">Decisions</h2><ul class="rows">\(rows)</ul></section>
      """
  }

  private static func place(_ location: String) -> String {
    location.isEmpty ? "an unknown place" : location
  }
}
