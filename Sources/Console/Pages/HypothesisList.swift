import Debrief
import Exercises

/// What blue believes, with how much each belief weighs.
enum HypothesisList {
  static func draw(_ hypotheses: [ShownHypothesis], _ forms: CommandForm?) -> Markup {
    let open = hypotheses.filter { $0.withdrawnNs == nil }
    let gone = hypotheses.filter { $0.withdrawnNs != nil }
    let rows = open.sorted { $0.confidence > $1.confidence }.map { row($0, forms) }
    let old = gone.map { hypothesis -> Markup in
      """
      <li class="over">\(Moment.at(hypothesis.postedNs)) <s>\(name(hypothesis))</s> \
      <span class="soft">withdrawn \(Moment.at(hypothesis.withdrawnNs))</span></li>
      """
    }
    let empty: Markup =
      open.isEmpty ? "<p class=\"soft\">Nobody has said what it might be.</p>" : ""
    return """
      <section class="card" aria-labelledby="beliefs-title">
      <h2 id="beliefs-title">Hypotheses</h2>\(empty)
      <ul class="rows">\(rows)\(old)</ul></section>
      """
  }

  static func name(_ hypothesis: ShownHypothesis) -> String {
    hypothesis.location.isEmpty
      ? hypothesis.mechanism : "\(hypothesis.mechanism) at \(hypothesis.location)"
  }

  private static func row(_ hypothesis: ShownHypothesis, _ forms: CommandForm?) -> Markup {
    let evidence = hypothesis.evidence.map { item -> Markup in "<li>\(item)</li>" }
    let list: Markup = evidence.isEmpty ? "" : "<ul class=\"evidence\">\(evidence)</ul>"
    let text: Markup = hypothesis.text.isEmpty ? "" : "<p>\(hypothesis.text)</p>"
    let withdraw =
      forms?.button(
        "withdraw", "Withdraw", ["hypothesis": hypothesis.id], about: hypothesis.id) ?? ""
    return """
      <li id="hypothesis-\(hypothesis.id)"><div class="head">\
      <span class="share">\(Written.percent(hypothesis.confidence))</span> \
      <b>\(hypothesis.id)</b> <b>\(name(hypothesis))</b> \(Moment.at(hypothesis.postedNs)) \
      <span class="soft">\(hypothesis.by)</span> \(withdraw)</div>\
      \(ShareBar.draw(hypothesis.confidence))\(text)\(list)</li>
      """
  }
}
