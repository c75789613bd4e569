import Debrief
import Exercises
import Vocabulary

/// Red's desk before the start: the mission's text, its mistakes as one types, and its plan.
enum EditorPage {
  static func draw(
    _ view: ControlView, _ visitor: Visitor, text: String, review: MissionReview, hasDraft: Bool
  ) -> Markup {
    let forms = CommandForm(visitor: visitor, page: .editor, phase: view.header.phase)
    let shell = Shell(
      title: "Mission editor", page: .editor, header: view.header, visitor: visitor,
      keys: [
        ("e", "the text"), ("Esc", "leave the text"), ("Tab", "to the next control, as elsewhere"),
        ("?", "these keys"),
      ], refreshMs: 15_000)
    let download: Markup =
      hasDraft ? " <a href=\"/x/\(visitor.code)/editor/draft.yaml\" download>Download it</a>." : ""
    return shell.draw(
      """
      <p class="soft">Until the start white may take another mission in this one's place. A draft \
      is for red alone; it is read with this exercise's seed and limits, and nothing is touched.\
      \(hasDraft ? " A draft is kept." as Markup : "")\(download)</p>
      <div class="desk"><div class="wide-column">\(editor(text, forms))\(offer(view, forms))</div>
      <div class="wide-column">\(ReviewPart.draw(review, isLive: true))</div></div>
      """)
  }

  private static func editor(_ text: String, _ forms: CommandForm) -> Markup {
    let code = forms.visitor.code
    let keep: Markup =
      forms.may("draft")
      ? "<button class=\"primary\" name=\"do\" value=\"draft\">Keep as draft</button>" : ""
    // The line end after the tag is HTML's own; without it a first empty line would be lost.
    return """
      <section class="card" aria-labelledby="text-title"><h2 id="text-title">The text</h2>
      <form method="post" action="/x/\(code)/do" id="form-draft" data-command \
      data-check="/x/\(code)/editor/check">
      <input type="hidden" name="csrf" value="\(forms.visitor.formToken)">\
      <input type="hidden" name="back" value="\(PageName.editor.rawValue)">
      <p class="field"><label for="mission-text">YAML <kbd>e</kbd></label>\
      <textarea id="mission-text" name="mission" class="yaml" rows="30" maxlength="65536" \
      wrap="off" spellcheck="false" autocapitalize="off" autocomplete="off" data-keep \
      data-hotkey="e" aria-keyshortcuts="e" aria-describedby="review-said">
      \(text)</textarea><span class="hint" id="caret" data-keep></span></p>
      <p class="send"><button formaction="/x/\(code)/editor/check">Check</button>\(keep)\
      <output class="said" data-keep></output></p></form></section>
      """
  }

  /// What waits for white, or the form that asks for it.
  private static func offer(_ view: ControlView, _ forms: CommandForm) -> Markup {
    let answer = view.events.last { [.planRefused, .planChanged].contains($0.kind) }
    let said: Markup =
      answer.map {
        "<p>\(EventWords.title($0)): \(EventWords.detail($0))</p>"
      } ?? ""
    let waiting: Markup =
      view.proposal.map {
        "<p><b>\($0.id)</b> waits for white: \($0.reason) <span class=\"soft\">\($0.by)</span></p>"
      } ?? ""
    let form = forms.form(
      "propose", button: "Propose the kept draft",
      Field.line(
        "propose-reason", "reason", "Why the plan should change",
        hint: "White reads what is kept, not what stands above: keep it first."))
    let parts = waiting + said + form
    return BlueForms.card("Ask for a change of plan", parts)
  }
}
