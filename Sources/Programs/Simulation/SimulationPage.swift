import Debrief
import Vocabulary

/// A simulated program as one self-contained page: pictures, tables, sentences, checks.
///
/// Shape:  opens from `file://`, without script; the word “simulated” stands in the title, in a
///         banner, and on every picture: no colour says it alone.
/// Effect: the same report gives the same bytes; what run folders say is escaped.
package enum SimulationPage {
  /// Writes the page.
  package static func html(_ report: SimulationReport) -> String {
    let last = report.plan.periods.last?.quarter ?? report.plan.course.first
    let page: Markup = """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
      style-src 'unsafe-inline'">
      <meta name="viewport" content="width=device-width,initial-scale=1">
      <title>Simulated: \(title(report))</title>
      <style>
      \(Markup(trusted: DebriefStyle.css + ProgramStyle.rules))</style>
      </head>
      <body>
      <main>
      <section class="banner" aria-label="Simulated"><strong>SIMULATED</strong>
      <p>\(Simulated.sentence) When each was really played stands beside it, and in its run \
      folder.</p></section>
      <header><div><h1>\(title(report))</h1><p>simulated</p></div></header>
      \(section("What was to be played", list(SimulationText.plan(report.plan))))
      \(section("Checks", checks(report)))
      \(section("Quarters", table(SimulationText.quarters(report))))
      \(section("Trends", picture(TrendPicture.draw(report.trends))))
      \(list(SimulationText.sentences(report)))
      \(section("What happened to findings", table(SimulationText.changes(report))))
      \(section("Findings at the end", table(SimulationText.findings(report))))
      \(section("Coverage", picture(CoveragePicture.draw(report.coverage, in: last))))
      </main>
      </body>
      </html>

      """
    return page.source
  }

  private static func title(_ report: SimulationReport) -> String {
    let quarters = report.plan.periods.map { "\($0.quarter)" }
    return "\(Written.counted(quarters.count, "quarter")) of a made-up team, "
      + "\(quarters.first ?? "") to \(quarters.last ?? "")"
  }

  private static func section(_ heading: String, _ content: Markup) -> Markup {
    "<h2>\(heading) (simulated)</h2>\n\(content)\n"
  }

  private static func list(_ lines: [String]) -> Markup {
    let items = lines.map { "<li>\($0)</li>\n" as Markup }
    return "<ul>\(items)</ul>"
  }

  private static func table(_ table: PlainTable) -> Markup {
    "<div class=\"card scroll\">\(table.html())</div>"
  }

  private static func picture(_ file: PictureFile) -> Markup {
    "<figure class=\"card\">\(file.markup)</figure>"
  }

  private static func checks(_ report: SimulationReport) -> Markup {
    table(
      PlainTable(
        ["is met", "what must be so", "found"],
        report.checks.map {
          PlainTable.Row([$0.isMet ? "yes" : "NO", $0.expects, $0.found])
        }))
  }
}
