import Debrief
import Exercises

/// Pages for those who are not in yet.
enum JoinPage {
  static let home = Plain.draw(
    title: "Cygnet",
    """
    <p class="lead">Exercises for people on call.</p>
    <p>Open the invitation that you were given; it leads to the exercise and to your role in it. \
    Whoever lost theirs asks white for a new one.</p>
    """)

  /// The link's page; the button, not the link, uses the invitation up.
  static func ask(code: String, invitation: String) -> Markup {
    Plain.draw(
      title: "Join \(code)",
      """
      <p class="lead">You are invited to the exercise <b>\(code)</b>.</p>
      <p>The invitation opens once, in this browser. Your name and your role come with it.</p>
      <form method="post" action="/join/\(code)/\(invitation)">
      <button class="primary">Join the exercise</button></form>
      """)
  }
}

/// A page outside of any exercise.
enum Plain {
  static func draw(title: String, _ content: Markup) -> Markup {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width,initial-scale=1">
    <title>\(title)</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/assets/style.css">
    </head>
    <body class="plain">
    <main id="main">
    <h1>\(title)</h1>
    \(content)
    </main>
    </body>
    </html>

    """
  }
}
