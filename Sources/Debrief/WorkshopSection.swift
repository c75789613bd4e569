import Vocabulary

/// The gaps that the facts opened, each with owner, date and re-test; what is undone stands first.
enum WorkshopSection {
  static func draw(_ facts: Facts) -> Markup {
    guard let workshop = facts.input.workshop else { return "" }
    guard !workshop.entries.isEmpty else {
      return "<h2 id=\"gaps\">Gaps</h2>\n<p class=\"soft\">The facts open no gap.</p>\n"
    }
    let rows = workshop.entries.map { entry -> Markup in
      let state: Markup =
        entry.isDone
        ? "<span class=\"pill good\">✓ owned and dated</span>"
        : "<span class=\"pill bad\">✕ undone</span>"
      return """
        <tr><th scope="row">\(entry.gap.rawValue)</th><td>\(entry.gap.type)</td>\
        <td>\(entry.owner ?? "–")</td><td class="n l">\(entry.due ?? "–")</td>\
        <td>\(entry.retest ?? "–")</td><td>\(state)</td></tr>

        """
    }
    return """
      <h2 id="gaps">Gaps</h2>
      <div class="card scroll"><p class="big">\(words(workshop))</p>
      <table><thead><tr><th scope="col">Gap</th><th scope="col">What has to change</th>\
      <th scope="col">Owner</th><th scope="col">Due</th><th scope="col">Re-test</th>\
      <th scope="col">State</th></tr></thead>
      <tbody>
      \(rows)</tbody></table></div>

      """
  }

  static func words(_ workshop: GapWorkshop) -> String {
    workshop.undone == 0
      ? "Every gap has one person, a date and a re-test."
      : "\(Written.counted(workshop.undone, "gap")) undone. Nobody leaves with one undone: each "
        + "needs one person, a date and a re-test."
  }

  static func table(_ workshop: GapWorkshop) -> PlainTable {
    PlainTable(
      ["Gap", "What has to change", "Owner", "Due", "Re-test"],
      workshop.entries.map { entry in
        .init([
          entry.gap.rawValue, entry.gap.type, entry.owner ?? "–", entry.due ?? "–",
          entry.retest ?? "–",
        ])
      })
  }
}
