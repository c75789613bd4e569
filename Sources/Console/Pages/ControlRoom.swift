import Debrief
import Exercises
import Vocabulary

/// White's page while it runs: everything on one clock, and one lever that ends it.
enum ControlRoom {
  static func draw(_ view: ControlView, _ visitor: Visitor) -> Markup {
    let forms = CommandForm(visitor: visitor, page: .main, phase: view.header.phase)
    let onClock = view.onExerciseClock
    let shell = Shell(
      title: "Control room", page: .main, header: view.header, visitor: visitor,
      keys: [
        ("n", "note, at the lanes' moment under the pointer or the slider, else now"),
        ("m", "a moment on the lanes: arrow keys move it"), ("c", "cue"), ("i", "hint"),
        ("x", "to the abort lever"),
        ("Esc", "leave a field"), ("?", "these keys"),
      ], refreshMs: 2_000)
    return shell.draw(
      """
      \(stopCalled(view))\(ProposalPage.banner(view, visitor))
      \(levers(view, forms))
      \(GaugeStrip.draw(view.gauges))
      \(ControlLanes.draw(view))
      <div class="room"><div class="wide-column">
      \(StepTable.draw(onClock.steps, runs: view.header.phase == .running, forms))
      \(BlueGlance.draw(view.blue))\(EventTable.draw(onClock.events))</div>
      <div class="hand-column">\(words(forms))</div></div>
      """)
  }

  /// A stop word that nobody has answered yet.
  private static func stopCalled(_ view: ControlView) -> Markup {
    guard let call = view.events.last(where: { $0.kind == "stop.called" }),
      !view.events.contains(where: {
        $0.kind == "exercise.resumed" && $0.timeNs > call.timeNs
      }), view.header.phase.isLive
    else { return "" }
    return """
      <div class="banner" role="alert"><strong>■ Stop word</strong>
      <p>\(Moment.at(call.timeNs)) \(EventWords.detail(call)). Nothing more is injected: pause, \
      abort, or go on.</p></div>
      """
  }

  private static func levers(_ view: ControlView, _ forms: CommandForm) -> Markup {
    let abort: Markup =
      forms.may("abort") && (view.header.phase != .aborted || isHealing(view))
      ? """
      <form method="post" action="/x/\(forms.visitor.code)/do" data-command class="abort">\
      \(forms.hidden("abort", [:]))\
      <label for="abort-reason">Reason</label>\
      <input id="abort-reason" name="reason" value="white's call" required maxlength="4000">\
      <button class="abort" data-hotkey="x">■ Abort: heal everything</button>\
      <output class="said" data-keep></output></form>
      """ : ""
    let others =
      forms.button("pause", "❚❚ Pause", ["reason": "white's call"], style: "")
      + forms.button("resume", "▶ Go on", [:], style: "primary")
      + forms.button("finish", "● Finish as planned", ["reason": "white's call"], style: "")
    let start: Markup =
      view.header.phase == .designed || view.header.phase == .preflight
      ? "<p>Not started: <a href=\"preflight\">pre-flight</a> comes first.</p>" : ""
    guard !(abort.isEmpty && others.isEmpty && start.isEmpty) else { return "" }
    return "<div class=\"card levers main\">\(abort)<div>\(others)</div>\(start)</div>"
  }

  /// Whether what was aborted is not known to be at rest: then the abort may be said again.
  private static func isHealing(_ view: ControlView) -> Bool {
    view.events.contains { $0.kind == .exerciseStarted }
      && !view.events.contains { $0.kind == .exerciseEnded }
  }

  private static func words(_ forms: CommandForm) -> Markup {
    let cue = forms.form(
      "cue", button: "Send cue",
      Field.area("cue-text", "text", "Everyone on blue reads this", required: true, hotkey: "c"))
    let hint = forms.form(
      "hint", button: "Give the hint",
      Field.choice(
        "hint-subject", "subject", "Helps with", ["detection", "diagnosis"], hotkey: "i")
        + Field.area("hint-text", "text", "The hint", required: true)
        + Field.line(
          "hint-reason", "reason", "Why blue needs it",
          hint: "It costs blue the bit that it helps with."))
    let release = forms.form(
      "release", button: "Release",
      Field.line("release-text", "text", "For observers"))
    let real = forms.form(
      "real-incident", button: "A real incident began", style: "danger",
      Field.line("real-reason", "reason", "What happened"))
    let leak = forms.form(
      "integrity", button: "Report a leak",
      Field.line("integrity-reason", "reason", "What blue may have known"))
    return NoteForm.card(forms) + BlueForms.card("Cue", cue)
      + BlueForms.card("Hint", hint) + BlueForms.card("Observers", release)
      + BlueForms.card("Real incident", real) + BlueForms.card("Blindness", leak)
  }
}
