import Debrief
import Exercises
import Vocabulary

/// What every page has around it: who, where, when, and the way to the other pages.
struct Shell {
  /// The page's own heading; never a word of the mission, for titles end up in histories.
  var title: String
  var page: PageName
  var header: ExerciseHeader
  var visitor: Visitor
  /// Keys of this page with what they do.
  var keys: [(key: String, means: String)] = []
  /// How often the page looks again without being told, in milliseconds.
  var refreshMs = 5_000

  func draw(_ content: Markup) -> Markup {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width,initial-scale=1">
    <meta name="csrf" content="\(visitor.formToken)">
    <title>\(title) · \(visitor.code)</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/assets/style.css">
    <script src="/assets/console.js" defer></script>
    </head>
    <body class="role-\(visitor.person.role.rawValue)" data-base="/x/\(visitor.code)/" \
    data-every="\(refreshMs)">
    <a class="skip" href="#main">Skip to the page</a>
    \(bar)
    <main id="main" tabindex="-1">
    <h1>\(title)</h1>
    \(content)
    </main>
    \(foot)
    </body>
    </html>

    """
  }

  private var bar: Markup {
    let links = RolePages.links(visitor.person.role).map { link -> Markup in
      let here: Markup = link.name == page ? " aria-current=\"page\"" : ""
      return "<a href=\"/x/\(visitor.code)/\(link.name.rawValue)\"\(here)>\(link.title)</a>\n"
    }
    return """
      <header class="bar" id="bar">
      <p class="where"><b>\(visitor.code)</b> \(PhaseMark.draw(header.phase))</p>
      <p class="time"><span class="label">exercise clock</span> \
      \(Moment.running(header.elapsedNs, runs: header.phase == .running))</p>
      <nav aria-label="Pages of this exercise">\(links)</nav>
      <p class="who"><b>\(visitor.person.name)</b> \
      <span class="badge">\(visitor.person.role.rawValue)</span> \
      <span id="link" data-keep class="soft" role="status"></span></p>
      </header>
      """
  }

  private var foot: Markup {
    let rows = keys.map { key -> Markup in
      "<dt><kbd>\(key.key)</kbd></dt><dd>\(key.means)</dd>"
    }
    let list: Markup =
      keys.isEmpty
      ? "" : "<details id=\"keys\"><summary>Keys</summary><dl>\(rows)</dl></details>"
    let salt: Markup =
      header.salt.map { "; salt <code>\($0)</code>" } ?? "; the salt follows with the reveal"
    return """
      <footer id="foot">\(list)
      <p><b class="class">\(header.classification)</b> · mode: \(header.mode) · the mission and \
      its plan are committed to as SHA-256 <code>\(header.commitment)</code>\(salt)</p>
      </footer>
      """
  }
}
