import Debrief
import Exercises

/// White's first page: go, or no go, item by item.
enum PreflightPage {
  static func draw(_ view: ControlView, _ visitor: Visitor) -> Markup {
    let forms = CommandForm(visitor: visitor, page: .preflight, phase: view.header.phase)
    let shell = Shell(
      title: "Pre-flight", page: .preflight, header: view.header, visitor: visitor,
      refreshMs: 2_000)
    let items = view.preflight ?? []
    let rows = items.map { row($0, forms) }
    let open = items.filter { $0.isGo != true }
    let verdict: Markup =
      items.isEmpty
      ? "<p class=\"verdict\">○ Nothing has been looked at yet.</p>"
      : open.isEmpty
        ? "<p class=\"verdict good\">✓ Go: all \(items.count) items</p>"
        : "<p class=\"verdict bad\">✕ No go: \(open.count) of \(items.count) items are open</p>"
    let table: Markup =
      items.isEmpty
      ? ""
      : """
      <section class="card"><h2>Go / no-go</h2><ul class="rows checks" aria-live="polite">\
      \(rows)</ul></section>
      """
    let look = forms.button(
      "preflight", items.isEmpty ? "Build the range and look" : "Look again", [:],
      style: items.isEmpty ? "primary" : "small")
    let start =
      items.isEmpty
      ? "" : forms.button("start", "▶ Start the exercise", [:], style: "primary")
    return shell.draw(
      """
      \(ProposalPage.banner(view, visitor))\(verdict)
      <p class="levers">\(look)\(start)</p>
      \(table)
      """)
  }

  private static func row(_ item: PreflightItem, _ forms: CommandForm) -> Markup {
    let mark: Markup =
      switch item.isGo {
      case true: "<span class=\"pill good\">✓ go</span>"
      case false: "<span class=\"pill bad\">✕ no go</span>"
      case nil: "<span class=\"pill unsure\">… looking</span>"
      }
    let field = "confirm-\(item.id)"
    let confirm: Markup =
      item.byPerson && forms.may("confirm")
      ? """
      <form method="post" action="/x/\(forms.visitor.code)/do" data-command class="inline">\
      \(forms.hidden("confirm", ["item": item.id]))\
      <label for="\(field)" class="unseen">What you saw of: \(item.title)</label>\
      <input id="\(field)" name="reason" required maxlength="4000" placeholder="what you saw">\
      <button class="small">\(item.isGo == true ? "Take back" : "Say go")</button>\
      <output class="said" data-keep></output></form>
      """ : ""
    return """
      <li id="check-\(item.id)"><div class="head">\(mark) <b>\(item.title)</b>\
      \(item.byPerson ? " <span class=\"soft\">a person says so</span>" as Markup : "")</div>
      <p class="soft">\(item.detail)</p>\(confirm)</li>
      """
  }
}
