import Debrief
import Programs

/// Whether people get better, family by family, as far as so few exercises can tell.
enum ProgramTrendsPage {
  static func draw(_ trends: ProgramTrends, _ shell: ProgramShell) -> Markup {
    let isEmpty = trends.families.allSatisfy(\.points.isEmpty)
    let empty: Markup =
      isEmpty
      ? """
      <p class="lead">Nobody has practised yet. An exercise of people counts once it is sealed and \
      revealed; <code>cygnet exercise new MISSION</code> makes one. Four of one family and \
      difficulty are the fewest of which anything can be said.</p>
      """ : ""
    return shell.draw(title: "Trends", empty + sentences(trends) + (isEmpty ? "" : parts(trends)))
  }

  private static func sentences(_ trends: ProgramTrends) -> Markup {
    let families = trends.families.map { family -> Markup in
      "<li>\(TrendText.sentence(family))</li>"
    }
    let all = TrendSentences(trends)
    return """
      <section class="card" aria-labelledby="words-title"><h2 id="words-title">In sentences</h2>
      <p>All families. \(all.readiness) \(all.containment)</p>
      <ul class="rows">\(families)</ul>
      <p class="soft">\(all.basis) Times of detection take rehearsals, too: \
      <code>cygnet program trends</code>.</p></section>
      """
  }

  private static func parts(_ trends: ProgramTrends) -> Markup {
    """
    <section class="card" aria-labelledby="picture-title">
    <h2 id="picture-title">Readiness and containment</h2>
    \(ScrollPart.draw(TrendPicture.draw(trends).markup, "The trends as a picture"))</section>
    <section class="card" aria-labelledby="phases-title"><h2 id="phases-title">Phases</h2>
    \(ScrollPart.draw(TrendText.phases(trends).html(), "Trends of the phases"))</section>
    <section class="card" aria-labelledby="counted-title">
    <h2 id="counted-title">Exercises that count</h2>
    \(ScrollPart.draw(TrendText.exercises(trends).html(), "Exercises that count"))</section>
    """
  }
}
