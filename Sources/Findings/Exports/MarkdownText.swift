/// Text of anybody inside Markdown.
enum MarkdownText {
  /// On one line, with every character that Markdown or a tracker gives a meaning made plain.
  static func escape(_ text: String) -> String {
    var result = ""
    for scalar in PlainText.line(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      // A comment after it keeps a tracker from calling somebody, or linking an issue.
      case "@", "#": result += "\(scalar)<!-- -->"
      case "\\", "`", "*", "_", "[", "]", "(", ")", "!", "|", "~", "$":
        result += "\\"
        result.unicodeScalars.append(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The description of a tracker's issue.
  static func issue(_ finding: Finding, on today: String) -> String {
    let facts = FindingText.facts(finding, on: today).map {
      "- **\($0.name)**: \(escape($0.value))"
    }
    let words = finding.text.split(separator: "\n").map { escape(String($0)) }
    return (facts + (words.isEmpty ? [] : [""] + words)).joined(separator: "\n") + "\n"
  }
}
