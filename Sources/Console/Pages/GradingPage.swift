import Debrief
import Exercises

/// What two raters grade, each blind to the other.
enum GradingPage {
  static func draw(_ view: ControlView, _ visitor: Visitor) -> Markup {
    let forms = CommandForm(visitor: visitor, page: .grading, phase: view.header.phase)
    let shell = Shell(title: "Grading", page: .grading, header: view.header, visitor: visitor)
    let items = view.grading ?? []
    let open = items.filter { $0.own == nil }.count
    let rows = items.map { row($0, forms) }
    let lead: Markup =
      items.isEmpty
      ? "<p class=\"soft\">Nothing needs a person's judgement.</p>"
      : "<p>\(open) of \(items.count) wait for your grade. Two raters grade each; nobody sees the "
        + "other's before both are in.</p>"
    return shell.draw("\(lead)<ul class=\"rows queue\">\(rows)</ul>")
  }

  private static func row(_ item: GradingItem, _ forms: CommandForm) -> Markup {
    let raters: Markup = "<span class=\"soft\">\(Written.counted(item.count, "grade")) in</span>"
    let own: Markup =
      item.own.map { "<span class=\"pill good\">✓ your grade: \($0)</span>" }
      ?? "<span class=\"pill unsure\">○ not graded by you</span>"
    let id = "grade-\(item.subject)"
    let form: Markup =
      forms.may("grade") && item.own == nil
      ? """
      <form method="post" action="/x/\(forms.visitor.code)/do" data-command class="fields">\
      \(forms.hidden("grade", ["subject": item.subject]))\
      \(Field.choice(id, "grade", "Grade", item.grades))\
      \(Field.line("\(id)-reason", "reason", "Why"))\
      <p class="send"><button class="primary">Give this grade</button>\
      <output class="said" data-keep></output></p></form>
      """ : ""
    return """
      <li id="item-\(item.subject)" class="card"><div class="head">\
      <span class="pill">\(item.kind)</span> \(own) \(raters)</div>
      <blockquote>\(item.text)</blockquote>\(form)</li>
      """
  }
}
