import Debrief
import Exercises

/// What observers see: where the exercise stands, and what white released.
enum ObserverPage {
  static func draw(_ view: ObserverView, _ visitor: Visitor) -> Markup {
    let forms = CommandForm(visitor: visitor, page: .main, phase: view.header.phase)
    let shell = Shell(
      title: "Gallery", page: .main, header: view.header, visitor: visitor,
      keys: [("n", "note"), ("!", "the stop word"), ("?", "these keys")])
    let note = forms.form(
      "note", button: "Note", Field.line("note-text", "text", "Remark", hotkey: "n"))
    let stop = forms.form(
      "stop-word", button: "■ Stop word", style: "danger",
      Field.line("stop-reason", "reason", "What is wrong", required: false, hotkey: "!"))
    return shell.draw(
      """
      <div class="room"><div class="wide-column">
      \(MessageList.draw(view.released, told: view.header.told))</div>
      <div class="hand-column">\(BlueForms.card("Note", note))\
      \(BlueForms.card("Stop everything", stop))
      <p class="note">The debrief opens here when white has revealed the mission.</p></div></div>
      """)
  }
}
