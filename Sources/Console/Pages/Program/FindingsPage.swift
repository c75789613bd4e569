import Debrief
import Findings
import Ledger
import Vocabulary

/// The list of findings: a filter, rows, and the way to the next ones.
enum FindingsPage {
  static func draw(_ list: FindingsList, _ shell: ProgramShell) -> Markup {
    let first = (list.wish.page - 1) * FindingsList.size + 1
    let caption =
      list.rows.isEmpty
      ? "No row"
      : "\(first) to \(first + list.rows.count - 1) of \(list.count), "
        + (list.wish.status == "overdue" ? "the oldest date first" : "the most urgent first")
    let content: Markup =
      list.isEmpty
      ? FindingRows.nothing
      : list.rows.isEmpty
        ? "<p>None is like that. <a href=\"/program/findings\">All that wait for somebody</a></p>"
        : FindingRows.draw(list.rows, caption: caption, label: "Findings")
    return shell.draw(
      title: "Findings",
      """
      \(form(list))
      <section class="card" aria-labelledby="list-title"><h2 id="list-title">\(name(list.wish))</h2>
      \(content)\(pages(list))</section>
      """)
  }

  private static func name(_ wish: FindingsList.Wish) -> String {
    switch wish.status {
    case "": "What waits for somebody"
    case "all": "All of them"
    default: wish.status.prefix(1).uppercased() + wish.status.dropFirst()
    }
  }

  private static func form(_ list: FindingsList) -> Markup {
    let statuses = FindingsList.Wish.statuses.map { ($0, $0.isEmpty ? "waiting" : $0) }
    return """
      <form method="get" action="/program/findings" class="card filter" \
      aria-label="Which findings">
      \(choice("status", "Status", statuses, list.wish.status))
      \(choice("owner", "Owner", choices(list.owners, list.wish.owner), list.wish.owner))
      \(choice("service", "Service", choices(list.services, list.wish.service), list.wish.service))
      <p class="send"><button>Show</button></p></form>
      """
  }

  /// What can be chosen; what was asked for stands there, too, though nobody is called so.
  private static func choices(_ names: [String], _ chosen: String) -> [(String, String)] {
    let more = chosen.isEmpty || names.contains(chosen) ? [] : [chosen]
    return [("", "any")] + (names + more).map { ($0, $0) }
  }

  private static func choice(
    _ name: String, _ label: String, _ options: [(String, String)], _ chosen: String
  ) -> Markup {
    let all = options.map { value, words -> Markup in
      let mark: Markup = value == chosen ? " selected" : ""
      return "<option value=\"\(value)\"\(mark)>\(words)</option>"
    }
    return """
      <p class="field"><label for="filter-\(name)">\(label)</label>\
      <select id="filter-\(name)" name="\(name)">\(all)</select></p>
      """
  }

  private static func pages(_ list: FindingsList) -> Markup {
    guard list.pages > 1 else { return "" }
    func link(_ page: Int, _ words: String, _ relation: String) -> Markup {
      guard (1...list.pages).contains(page) else { return "" }
      return """
        <a rel="\(relation)" href="/program/findings\(list.wish.query(page: page))">\(words)</a>
        """
    }
    return """
      <nav class="pages" aria-label="Pages of the list">\
      \(link(list.wish.page - 1, "← before", "prev"))\
      <span>page \(list.wish.page) of \(list.pages)</span>\
      \(link(list.wish.page + 1, "after →", "next"))</nav>
      """
  }
}
