import Debrief
import Exercises

/// The end: what is missing, the seal, the reveal.
enum SealPage {
  static func draw(_ view: ControlView, _ visitor: Visitor) -> Markup {
    let forms = CommandForm(visitor: visitor, page: .seal, phase: view.header.phase)
    let shell = Shell(title: "Seal", page: .seal, header: view.header, visitor: visitor)
    let missing = view.missing ?? []
    let rows = missing.map { item -> Markup in "<li>○ \(item)</li>" }
    let list: Markup =
      missing.isEmpty
      ? "<p class=\"verdict good\">✓ Nothing is missing.</p>"
      : "<h2>Missing before the seal</h2><ul class=\"rows\">\(rows)</ul>"
    return shell.draw(
      """
      <ol class="stages">\(stages(view.header.phase))</ol>
      <section class="card">\(list)
      <p class="levers">\(forms.button("seal", "Seal the records", [:], style: "primary"))\
      \(forms.button("reveal", "Reveal the mission", [:], style: "primary"))</p>
      <p class="note">The seal closes the logs and makes the scores final. The reveal publishes \
      the mission and the salt, so that everybody can check what was committed to before the \
      start.</p>
      </section>
      """)
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
