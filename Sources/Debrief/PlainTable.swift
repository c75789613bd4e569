package import Vocabulary

/// A table that reads the same on the page and in Markdown.
package struct PlainTable: Sendable, Equatable {
  /// One word or two a column.
  package var header: [String]
  /// In the order of reading.
  package var rows: [Row]
  /// How many columns from the left hold figures or names that must not break.
  package var whole = 1

  /// A line; where it has a span, the replay shows it only while the cursor is within.
  package struct Row: Sendable, Equatable {
    /// As many as the header has.
    package var cells: [String]
    /// Where its span begins; nil is always shown.
    package var fromNs: Nanoseconds?
    /// nil lasts to the end.
    package var toNs: Nanoseconds?

    /// A line.
    package init(_ cells: [String], from: Nanoseconds? = nil, to: Nanoseconds? = nil) {
      self.cells = cells
      fromNs = from
      toNs = to
    }
  }

  /// A table.
  package init(_ header: [String], _ rows: [Row], whole: Int = 1) {
    self.header = header
    self.rows = rows
    self.whole = whole
  }

  /// For the page; the first cell of a row names it.
  package func html(caption: String? = nil) -> Markup {
    let title: Markup = caption.map { "<caption>\($0)</caption>" } ?? ""
    let head = header.map { "<th scope=\"col\">\($0)</th>" as Markup }
    let lines = rows.map { row -> Markup in
      let cells = row.cells.enumerated().map { place, cell -> Markup in
        if place == 0 { return "<th scope=\"row\" class=\"n l\">\(cell)</th>" }
        return place < whole ? "<td class=\"n l\">\(cell)</td>" : "<td>\(cell)</td>"
      }
      return "<tr\(Self.span(row))>\(cells)</tr>\n"
    }
    return """
      <table>\(title)<thead><tr>\(head)</tr></thead>
      <tbody>
      \(lines)</tbody></table>
      """
  }

  /// The row's span in whole milliseconds, for the replay.
  private static func span(_ row: Row) -> Markup {
    guard let from = row.fromNs else { return "" }
    let to = row.toNs.map { Self.milliseconds($0) } ?? ""
    return " data-from=\"\(milliseconds(from))\" data-to=\"\(to)\""
  }

  static func milliseconds(_ time: Nanoseconds) -> String { String(time.rawValue / 1_000_000) }

  /// For Markdown.
  package var markdown: String { MarkdownDebrief.table(header, rows.map(\.cells)) }

  /// For terminals: columns of plain text.
  package var terminal: String {
    TextTable.render(header: header, rows: rows.map { $0.cells.map(Visible.text) })
  }
}
