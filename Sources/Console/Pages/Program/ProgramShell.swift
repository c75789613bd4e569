import Debrief
import Programs
import Vocabulary

/// What every page of a program has around it: whose program, who reads, and the other pages.
struct ProgramShell {
  var page: ProgramPage
  var program: ProgramFile
  var seat: ProgramSeat

  /// The page; it needs no script.
  func draw(title: String, _ content: Markup) -> Markup {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width,initial-scale=1">
    <title>\(title) · \(program.name)</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/assets/style.css">
    <link rel="stylesheet" href="/assets/program.css">
    </head>
    <body class="program">
    <a class="skip" href="#main">Skip to the page</a>
    \(bar)
    <main id="main" tabindex="-1">
    <h1>\(title)</h1>
    \(simulated)\(content)
    </main>
    \(foot)
    </body>
    </html>

    """
  }

  private var bar: Markup {
    let links = ProgramPage.main.map { link -> Markup in
      let here: Markup = isHere(link.page) ? " aria-current=\"page\"" : ""
      return "<a href=\"\(link.page.path)\"\(here)>\(link.title)</a>\n"
    }
    let sight = seat.seesPlans ? "sees plans" : "without plans"
    return """
      <header class="bar" id="bar">
      <p class="where"><b>\(program.name)</b></p>
      <nav aria-label="Pages of this program">\(links)</nav>
      <p class="who"><b>\(seat.name)</b> <span class="badge">\(sight)</span></p>
      </header>
      """
  }

  /// What a program that nobody lives by must say of itself on every page.
  private var simulated: Markup {
    program.simulated.map { why -> Markup in
      "<p class=\"banner\"><strong>Simulated</strong> \(Simulated.sentence) \(why)</p>\n"
    } ?? ""
  }

  private func isHere(_ link: ProgramPage) -> Bool {
    if case .finding = page { return link == .findings }
    return link == page
  }

  private var foot: Markup {
    let sight: Markup =
      seat.seesPlans
      ? """
      What is planned stands on these pages. Whoever may be on call must not see them before the \
      window.
      """
      : """
      What is planned, what was rehearsed, and findings of missions that are still to come do not \
      stand on these pages; they come after the reveal.
      """
    return """
      <footer id="foot"><p>\(sight)</p>
      <p>For calendars: <a href="/program/calendar.ics">calendar.ics</a>. For monitoring: \
      <a href="/program/metrics">metrics</a>.</p></footer>
      """
  }
}
