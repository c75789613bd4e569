import Debrief
import Exercises

/// A fresh invitation, shown once.
enum InvitationPage {
  static func draw(_ visitor: Visitor, name: String, link: String) -> Markup {
    Plain.draw(
      title: "Invitation",
      """
      <p>For <b>\(name)</b>. It opens once, and this page shows it once:</p>
      <p><code class="link">\(link)</code></p>
      <p><a href="/x/\(visitor.code)/people">Back to the people</a></p>
      """)
  }
}
