/// Comma-separated values, RFC 4180, with a guard against cells that spreadsheets calculate.
///
/// Source: OWASP, "CSV Injection".
enum CSVText {
  /// Rows with their ends; every row has as many cells as the first.
  static func table(_ rows: [[String]]) -> String {
    rows.map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
  }

  /// A cell: guarded, then quoted where it has to be.
  static func cell(_ text: String) -> String {
    let guarded = guarded(PlainText.visible(text))
    let isPlain = !guarded.unicodeScalars.contains {
      ["\"", ",", ";", "\n", "\t", "\r", "'"].contains($0)
    }
    if isPlain && !guarded.hasPrefix(" ") && !guarded.hasSuffix(" ") { return guarded }
    // By scalars: a quote with an accent on it is still a quote to whoever reads the file.
    var quoted = "\""
    for scalar in guarded.unicodeScalars {
      if scalar == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }

  /// What begins as a formula does, perhaps behind spaces, gets an apostrophe before it.
  private static func guarded(_ text: String) -> String {
    let first = text.unicodeScalars.first { !$0.properties.isWhitespace }
    let begins = text.unicodeScalars.first
    let isFormula = first.map(formula.contains) ?? false
    return isFormula || begins == "\t" || begins == "\n" ? "'" + text : text
  }

  /// The wide forms as well: spreadsheets read them as the narrow ones.
  private static let formula: Set<Unicode.Scalar> = [
    "=", "+", "-", "@", "\u{ff1d}", "\u{ff0b}", "\u{ff0d}", "\u{ff20}", "\u{2212}", "|",
  ]
}
