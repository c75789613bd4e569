import Debrief
import Vocabulary

/// The status of a quarter as one page that needs no other file: lines, pictures, their tables.
package enum QuarterPage {
  /// The document; `program` is the program's name.
  package static func html(
    _ status: QuarterStatus, of program: String, map: CoverageMap, grid: PairGrid
  ) -> String {
    let quarter = status.board.dates.quarter
    let rows = QuarterText.lines(status).map { PlainTable.Row([$0.name, $0.text]) }
    let page: Markup = """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(program), \(quarter.description)</title>
      <style>\(Markup(trusted: DebriefStyle.css))\(Markup(trusted: ProgramStyle.rules))</style>
      </head><body><main>
      <h1>\(program), \(quarter.description)</h1>
      \(PlainTable(["what", "how it stands"], rows).html())
      <h2>The quarter</h2>
      \(BoardPicture.draw(status.board).markup)
      \(BoardText.missions(status.board).html())
      \(BoardText.due(status.board).html())
      <h2>Coverage</h2>
      \(CoveragePicture.draw(map, in: quarter).markup)
      \(CoverageText.cells(map).html())
      <h2>Pairs of faults</h2>
      \(PairPicture.draw(grid, in: quarter).markup)
      \(CoverageText.pairs(grid).html())
      </main></body></html>

      """
    return page.source
  }
}
