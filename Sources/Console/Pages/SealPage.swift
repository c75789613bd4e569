import Debrief
import Exercises
import Vocabulary

/// The end: what is missing, the seal, the reveal.
enum SealPage {
  static func draw(_ view: ControlView, _ visitor: Visitor) -> Markup {
    let forms = CommandForm(visitor: visitor, page: .seal, phase: view.header.phase)
    let shell = Shell(title: "Seal", page: .seal, header: view.header, visitor: visitor)
    let missing = view.missing ?? []
    let phase = view.header.phase
    // What was cut short is offered again; what is done is not.
    let seal: Markup =
      phase == .sealed && missing.isEmpty
      ? "" : forms.button("seal", "Seal the records", [:], style: "primary")
    let reveal: Markup =
      (phase == .sealed) == missing.isEmpty
      ? forms.button("reveal", "Reveal the mission", [:], style: "primary") : ""
    let rows = missing.map { item -> Markup in "<li>○ \(item)</li>" }
    let list: Markup =
      missing.isEmpty
      ? "<p class=\"verdict good\">✓ Nothing is missing.</p>"
      : "<h2>Missing before the seal</h2><ul class=\"rows\">\(rows)</ul>"
    return shell.draw(
      """
      <ol class="stages">\(stages(phase))</ol>
      <section class="card">\(list)
      <p class="levers">\(seal)\(reveal)</p>
      <p class="note">The seal closes the logs and makes the scores final. The reveal publishes \
      the mission and the salt, so that everybody can check what was committed to before the \
      start.</p>
      </section>
      \(TwinCard.draw(view.twin, forms))\(closing(phase, forms))\(workshop(forms))
      """)
  }

  /// White may close blue's log after the end, where blue is gone.
  private static func closing(_ phase: ExercisePhase, _ forms: CommandForm) -> Markup {
    guard phase.isOver else { return "" }
    let field = Field.line(
      "closing-text", "text", "Why white hands over in blue's place", longest: 400)
    return """
      <section class="card"><h2>Blue's log</h2>
      <p class="note">Blue's hand-over after the end closes it. Where blue is gone, white does.</p>
      \(forms.form("hand-over", button: "Close blue's log", field))</section>
      """
  }

  /// Each gap of the debrief gets one person, a day and a re-test.
  private static func workshop(_ forms: CommandForm) -> Markup {
    guard forms.may("assign") else { return "" }
    let fields: Markup = """
      \(Field.choice("gap", "gap", "Gap", Gap.allCases.map(\.rawValue)))\
      \(Field.line("owner", "owner", "Owner", hint: "one person, no team", longest: 80))\
      \(Field.line("due", "due", "Due", hint: "YYYY-MM-DD", longest: 10))\
      \(Field.line("retest", "retest", "Re-test", hint: "the test that will show it"))
      """
    return """
      <section class="card"><h2>Gap workshop</h2>
      <p class="note">The debrief lists the gaps. Nobody leaves with one undone.</p>
      \(forms.form("assign", button: "Assign", fields))</section>
      """
  }

  /// The way of an exercise with the place where it stands.
  private static func stages(_ phase: ExercisePhase) -> [Markup] {
    let way: [ExercisePhase] =
      phase == .aborted
      ? [.designed, .preflight, .running, .aborted, .graded, .sealed, .revealed]
      : [.designed, .preflight, .running, .ended, .graded, .sealed, .revealed]
    let here = way.firstIndex(of: phase == .paused ? .running : phase) ?? 0
    return way.enumerated().map { index, stage in
      let current: Markup = index == here ? " aria-current=\"step\"" : ""
      let sign = index < here ? "✓" : index == here ? "●" : "○"
      return "<li\(current)>\(sign) \(stage.rawValue)</li>"
    }
  }
}
