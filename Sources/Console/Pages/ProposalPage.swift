import Debrief
import Exercises
import Vocabulary

/// White's look at a change of plan: what it would do, what is another in it, yes or no.
enum ProposalPage {
  static func draw(
    _ view: ControlView, _ visitor: Visitor, texts: MissionTexts, review: MissionReview?
  ) -> Markup {
    let forms = CommandForm(visitor: visitor, page: .proposal, phase: view.header.phase)
    let shell = Shell(
      title: "Change of plan", page: .proposal, header: view.header, visitor: visitor)
    guard let proposal = view.proposal, let text = texts.proposal, let review else {
      return shell.draw("<p class=\"soft\">No change of plan waits for an answer.</p>")
    }
    let yes = forms.button(
      "approve", "Take it: commit anew", ["proposal": proposal.id], style: "primary")
    let no = forms.may("refuse") ? refusal(proposal, forms) : ""
    return shell.draw(
      """
      <p class="lead"><b>\(proposal.id)</b> of \(proposal.by): \(proposal.reason)</p>
      <p class="levers">\(yes)\(no)</p>
      <p class="note">Taken, it is the plan: a new commitment with a new salt is published, a \
      range that is up is taken down, the go / no-go list is open again. SHA-256 of the text: \
      <code>\(proposal.sha256)</code></p>
      <div class="desk"><div class="wide-column"><section class="card" \
      aria-labelledby="change-title"><h2 id="change-title">What is another</h2>\
      \(change(from: texts.mission, to: text))</section>
      <section class="card"><details><summary>The whole text</summary>\
      <pre class="plan" tabindex="0" role="region" aria-label="The proposed text">\(text)</pre>\
      </details></section></div>
      <div class="wide-column">\(ReviewPart.draw(review, isLive: false))</div></div>
      """)
  }

  /// A line on other pages of white's, as long as something waits.
  static func banner(_ view: ControlView, _ visitor: Visitor) -> Markup {
    guard let proposal = view.proposal, view.role == .white else { return "" }
    return """
      <div class="banner" role="status"><strong>Red asks for another plan</strong>
      <p>\(proposal.id): \(proposal.reason) <a href="/x/\(visitor.code)/proposal">Read it</a></p>\
      </div>
      """
  }

  private static func refusal(_ proposal: ShownProposal, _ forms: CommandForm) -> Markup {
    """
    <form method="post" action="/x/\(forms.visitor.code)/do" data-command class="inline">\
    \(forms.hidden("refuse", ["proposal": proposal.id]))\
    <label for="refuse-reason">Why not</label>\
    <input id="refuse-reason" name="reason" required maxlength="4000" autocomplete="off">\
    <button class="danger">Keep the plan as it is</button>\
    <output class="said" data-keep></output></form>
    """
  }

  private static func change(from old: String, to new: String) -> Markup {
    guard let lines = LineChange.lines(from: old, to: new) else {
      return "<p class=\"soft\">The texts are too long to be compared here.</p>"
    }
    guard !lines.isEmpty else { return "<p class=\"soft\">The text is the same.</p>" }
    let rows = lines.map { line -> Markup in
      "<li class=\"\(line.isNew ? "came" : "went")\"><code>\(line.isNew ? "+" : "−") "
        + "\(line.text)</code> <span class=\"soft\">line \(line.number)</span></li>"
    }
    return "<ul class=\"rows change\">\(rows)</ul>"
  }
}
