import Vocabulary

/// The debrief as one self-contained HTML file.
///
/// Shape:  no script, no other file; opens from `file://`, prints, and is readable without colour.
/// Effect: the same input gives the same bytes; everything that evidence says is escaped.
package enum DebriefPage {
  /// Writes the page.
  package static func html(_ input: DebriefInput) -> String {
    let facts = Facts(input)
    let sections: [Markup] = [
      HeadSection.banner(facts), HeadSection.header(facts), HeadSection.lead(facts),
      StripSection.draw(facts), InteractionSection.draw(facts), TimelineSection.draw(facts),
      CueSection.draw(facts), AttributionSection.draw(facts), VerdictSection.draw(facts),
      RestoreSection.draw(facts), ProofSection.draw(facts), ScoreSection.draw(facts),
      TwinSection.draw(facts), EventSection.draw(facts), FootSection.draw(facts),
    ]
    let page: Markup = """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width,initial-scale=1">
      <title>\(input.isValid ? "" : "INVALID: ")\(input.plan.title) · debrief</title>
      <style>
      \(Markup(trusted: DebriefStyle.css))
      </style>
      </head>
      <body>
      <a class="skip" href="#what-happened">Skip to what happened</a>
      <main class="\(input.isValid ? "debrief" : "debrief void")">
      \(sections)</main>
      </body>
      </html>

      """
    return page.source
  }
}
