import Debrief
import Exercises
import Vocabulary

/// Red's page while it runs: what was done, what comes next, what blue can see.
enum RunConsole {
  static func draw(_ view: ControlView, _ visitor: Visitor) -> Markup {
    let forms = CommandForm(visitor: visitor, page: .main, phase: view.header.phase)
    let onClock = view.onExerciseClock
    let shell = Shell(
      title: "Run console", page: .main, header: view.header, visitor: visitor,
      keys: [
        ("n", "note, at the lanes' moment under the pointer or the slider, else now"),
        ("m", "a moment on the lanes: arrow keys move it"), ("k", "ask white"),
        ("!", "the stop word"), ("Esc", "leave a field"), ("?", "these keys"),
      ], refreshMs: 2_000)
    let start = forms.button(
      "start", "Ready: start with white", [:], style: "primary")
    let ask = forms.form(
      "ask", button: "Ask white",
      Field.area("ask-text", "text", "Change of plan, leg-up", required: true, hotkey: "k"))
    let stop = forms.form(
      "stop-word", button: "■ Stop word", style: "danger",
      Field.line(
        "stop-reason", "reason", "What is wrong",
        hint: "Nothing more is injected until white decides.", required: false, hotkey: "!"))
    return shell.draw(
      """
      \(GaugeStrip.draw(view.gauges))
      \(ControlLanes.draw(view))
      <p>\(start)</p>
      \(StepTable.draw(onClock.steps, runs: view.header.phase == .running, forms))
      <div class="room"><div class="wide-column">\(BlueGlance.draw(view.blue))
      \(EventTable.draw(onClock.events))</div>
      <div class="hand-column">\(BlueForms.card("Safety lever", stop))\
      \(BlueForms.card("White", ask))\(NoteForm.card(forms))</div></div>
      """)
  }
}
