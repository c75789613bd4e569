import Debrief
import Programs

/// What people have practised: the map, the grid of pairs, and both as tables.
enum ProgramCoveragePage {
  static func draw(_ coverage: ProgramCoverage, _ shell: ProgramShell) -> Markup {
    let map = coverage.map
    let empty: Markup =
      coverage.isEmpty
      ? """
      <p>There is neither a mission nor an exercise yet. Missions lie below <code>Missions</code> \
      beside <code>cygnet.yaml</code>; <code>cygnet mission list</code> shows what there is.</p>
      """ : ""
    let figures = CoverageFigures(map, in: coverage.quarter).words
    return shell.draw(
      title: "Coverage",
      """
      \(empty)<p class="lead">\(figures)</p>
      <section class="card" aria-labelledby="map-title">
      <h2 id="map-title">Families and databases</h2>
      \(picture(CoveragePicture.draw(map, in: coverage.quarter), "The map as a picture"))
      \(details("The map as a table", CoverageText.cells(map)))</section>
      \(pairs(coverage))
      """)
  }

  private static func pairs(_ coverage: ProgramCoverage) -> Markup {
    let grid = coverage.grid
    let content: Markup =
      grid.pairs.isEmpty
      ? "<p>No mission holds two faults, and no exercise did: there is no pair to meet.</p>"
      : """
      \(picture(PairPicture.draw(grid, in: coverage.quarter), "The grid as a picture"))
      \(details("The grid as a table", CoverageText.pairs(grid)))
      """
    return """
      <section class="card" aria-labelledby="pairs-title"><h2 id="pairs-title">Pairs of faults</h2>
      \(content)</section>
      """
  }

  private static func picture(_ picture: PictureFile, _ label: String) -> Markup {
    ScrollPart.draw(picture.markup, label)
  }

  private static func details(_ name: String, _ table: PlainTable) -> Markup {
    """
    <details><summary>\(name)</summary>\(ScrollPart.draw(table.html(), name))</details>
    """
  }
}
