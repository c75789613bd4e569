import Foundation

/// A small reader of HTML that reports tags left open, crossed, or opened by stray characters.
enum TagCheck {
  private static let empty: Set = ["meta", "br", "!doctype", "link", "input"]

  /// What is wrong, in order; empty where the text is well formed.
  static func problems(in text: String) -> [String] {
    var problems: [String] = []
    var open: [String] = []
    var ids: Set<String> = []
    var rest = withoutScript(text)[...]
    while let start = rest.firstIndex(of: "<") {
      checkText(rest[..<start], inside: open.last, &problems)
      guard let end = rest[start...].firstIndex(of: ">") else { return problems + ["no end"] }
      let inner = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      let name = inner.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber || $0 == "!" }
        .lowercased()
      if name.isEmpty { problems.append("stray < before \(inner.prefix(20))") }
      if inner.hasPrefix("/") {
        if open.last != name { problems.append("</\(name)> closes \(open.last ?? "nothing")") }
        _ = open.popLast()
        continue
      }
      if inner.filter({ $0 == "\"" }).count % 2 == 1 { problems.append("odd quotes: \(inner)") }
      if let id = attribute("id", in: inner), !ids.insert(id).inserted {
        problems.append("second id \(id)")
      }
      if !inner.hasSuffix("/") && !empty.contains(name) { open.append(name) }
    }
    return problems + open.map { "<\($0)> left open" }
  }

  /// Scripts are no HTML.
  private static func withoutScript(_ text: String) -> String {
    guard let start = text.range(of: "<script>"), let end = text.range(of: "</script>") else {
      return text
    }
    return String(text[..<start.upperBound] + text[end.lowerBound...])
  }

  private static func attribute(_ name: String, in tag: Substring) -> String? {
    guard let start = tag.range(of: " \(name)=\"")?.upperBound else { return nil }
    return String(tag[start...].prefix { $0 != "\"" })
  }

  private static func checkText(
    _ text: Substring, inside: String?, _ problems: inout [String]
  ) {
    guard inside != "style" else { return }
    if text.contains(">") { problems.append("stray > in \(text.prefix(30))") }
    for part in text.split(separator: "&", omittingEmptySubsequences: false).dropFirst() {
      let known = ["amp;", "lt;", "gt;", "quot;", "#39;"]
      if !known.contains(where: part.hasPrefix) { problems.append("stray & before \(part)") }
    }
  }
}

/// The contrast of two colours.
///
/// Source: Web Content Accessibility Guidelines 2.2, "contrast ratio".
enum Contrast {
  static func ratio(_ first: String, _ second: String) -> Double {
    let (one, two) = (luminance(first), luminance(second))
    return (max(one, two) + 0.05) / (min(one, two) + 0.05)
  }

  private static func luminance(_ hex: String) -> Double {
    let value = Int(hex.dropFirst(), radix: 16) ?? 0
    let parts = [value >> 16, value >> 8 & 255, value & 255].map { part -> Double in
      let share = Double(part) / 255
      return share <= 0.03928 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }
}
