import Debrief
import Exercises
import Vocabulary

/// Who is in, and how others get in.
enum PeoplePage {
  static func draw(_ view: ControlView, _ visitor: Visitor) -> Markup {
    let forms = CommandForm(visitor: visitor, page: .people, phase: view.header.phase)
    let shell = Shell(title: "People", page: .people, header: view.header, visitor: visitor)
    let rows = (view.people ?? []).map { person -> Markup in
      let mark: Markup =
        person.hasJoined
        ? "<span class=\"pill good\">✓ joined</span>"
        : "<span class=\"pill unsure\">○ invited</span>"
      return """
        <tr><th scope="row">\(person.name)</th><td>\(person.role.rawValue)</td><td>\(mark)</td></tr>
        """
    }
    let invite = forms.form(
      "invite", button: "Make a link", style: "primary",
      Field.line("invite-name", "name", "Name", longest: 80)
        + Field.choice("invite-role", "role", "Role", Role.allCases.map(\.rawValue)))
    return shell.draw(
      """
      <div class="room"><div class="wide-column"><section class="card"><h2>Who is here</h2>
      <table><thead><tr><th scope="col">Name</th><th scope="col">Role</th>\
      <th scope="col">State</th></tr></thead><tbody>\(rows)</tbody></table></section></div>
      <div class="hand-column">\(BlueForms.card("Invite", invite))
      <p class="note">A link opens once and is shown once. Whoever lost theirs gets a new one \
      under the same name; two people in the role of white can grade.</p></div></div>
      """)
  }
}
