import Vocabulary

/// The debrief as a page: one self-contained HTML file, or a page that the console serves.
///
/// Shape:  opens from `file://`, prints, and says everything without script and without colour; a
///         script of one constant text adds the replay.
/// Effect: the same input gives the same bytes; everything that evidence says is escaped.
package enum DebriefPage {
  /// Where style and script come from.
  package enum Assets: Sendable {
    /// In the file itself, under a policy that lets no other script run.
    case inline
    /// From `/assets/debrief.css` and `/assets/replay.js`, for a server that forbids inline ones.
    case linked
  }

  /// Writes the page.
  package static func html(_ input: DebriefInput, assets: Assets = .inline) -> String {
    let facts = Facts(input)
    let sections: [Markup] = [
      HeadSection.banner(facts), HeadSection.header(facts), HeadSection.lead(facts),
      StripSection.draw(facts), WorkshopSection.draw(facts), InteractionSection.draw(facts),
      "<div class=\"replayed\">\n", TimelineSection.draw(facts), ReplaySection.draw(facts),
      "</div>\n", CueSection.draw(facts), PeopleSection.draw(facts), RedSection.draw(facts),
      AttributionSection.draw(facts), VerdictSection.draw(facts), RestoreSection.draw(facts),
      ProofSection.draw(facts), ScoreSection.draw(facts), TwinSection.draw(facts),
      EventSection.draw(facts), FootSection.draw(facts),
    ]
    let page: Markup = """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      \(head(assets))<meta name="viewport" content="width=device-width,initial-scale=1">
      <title>\(input.isValid ? "" : "INVALID: ")\(input.plan.title) · debrief</title>
      \(style(assets))</head>
      <body>
      <a class="skip" href="#what-happened">Skip to what happened</a>
      <main class="\(input.isValid ? "debrief" : "debrief void")">
      <p class="classified">\(input.classification)</p>
      \(sections)</main>
      \(script(assets))</body>
      </html>

      """
    return page.source
  }

  /// A file that stands alone, as a server hands it out: style and script from files of their own.
  ///
  /// Effect: replaces the very texts that `html` wrote, once each, and nothing like them.
  package static func linked(_ page: String) -> String {
    [head, style, script].reduce(page) { page, part in
      guard let place = page.utf8.firstRange(of: part(.inline).source.utf8) else { return page }
      return page[..<place.lowerBound] + part(.linked).source + page[place.upperBound...]
    }
  }

  /// The policy of a file that stands alone: this style, this script, and nothing from anywhere.
  private static func head(_ assets: Assets) -> Markup {
    guard case .inline = assets else { return "" }
    return """
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
      style-src 'unsafe-inline'; script-src 'sha256-\(Markup(trusted: ReplayScript.sha256))'">

      """
  }

  private static func style(_ assets: Assets) -> Markup {
    switch assets {
    case .inline: "<style>\n\(Markup(trusted: DebriefStyle.css))\n</style>\n"
    case .linked: "<link rel=\"stylesheet\" href=\"/assets/debrief.css\">\n"
    }
  }

  private static func script(_ assets: Assets) -> Markup {
    switch assets {
    case .inline: "<script>\(Markup(trusted: ReplayScript.text))</script>\n"
    case .linked: "<script src=\"/assets/replay.js\"></script>\n"
    }
  }
}
