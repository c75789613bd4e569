import Vocabulary

/// An attribution without pictures: a table in Markdown, a line or two in a terminal.
enum AttributionText {
  static func markdown(_ attribution: Attribution, twin: Attribution?) -> String {
    var text = "## What each failed operation is put down to\n\n" + table(attribution)
    if let twin { text += "\n\nTwin, nobody responding:\n\n" + table(twin) }
    return text
  }

  private static func table(_ attribution: Attribution) -> String {
    if attribution.entries.isEmpty { return "No operation failed." }
    let rows = attribution.entries.map { entry in
      [entry.name, AttributionWords.cause(entry.cause) + (entry.isDefect ? ": a defect" : "")]
        + FailedOperation.Harm.allCases.map { Written.count(entry.counts[$0]) }
        + [AttributionWords.span(entry), entry.reason]
    }
    return MarkdownDebrief.table(
      ["Put down to", "Whose doing", "Lost", "Stale", "Refused", "Unanswered", "When", "Why"], rows)
  }

  /// The two causes with the most operations, and how many more there are.
  static func terminal(_ attribution: Attribution) -> [String] {
    let sorted = attribution.entries.enumerated().sorted {
      (-$0.element.counts.sum, $0.offset) < (-$1.element.counts.sum, $1.offset)
    }.map(\.element)
    var lines = sorted.prefix(2).map { entry in
      "\(entry.isDefect ? "✕ DEFECT of " : "")\(AttributionWords.cause(entry.cause)), "
        + "\(entry.name): \(AttributionWords.counts(entry.counts))"
    }
    if sorted.count > 2 { lines[1] += "; \(sorted.count - 2) more in the debrief" }
    let left = attribution.unattributed
    if left > 0, !lines.isEmpty { lines[0] += " (\(Written.count(left)) unattributed)" }
    return lines.enumerated().map { ($0 == 0 ? "  put down to   " : "                ") + $1 }
  }
}
