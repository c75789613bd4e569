import Foundation

/// What is wrong with a page for people who do not see it, or do not point at it.
enum PageFaults {
  static func find(_ page: String) -> [String] {
    headings(page) + labels(page) + ids(page) + inline(page) + buttons(page)
  }

  private static func headings(_ page: String) -> [String] {
    let levels = tags(page).compactMap { tag -> Int? in
      guard tag.count >= 2, tag.first == "h", let level = tag.dropFirst().first?.wholeNumberValue
      else { return nil }
      return level
    }
    let count = levels.count { $0 == 1 }
    var faults = count == 1 ? [] : ["\(count) h1"]
    for (before, after) in zip(levels, levels.dropFirst()) where after > before + 1 {
      faults.append("h\(after) after h\(before)")
    }
    return faults
  }

  private static func labels(_ page: String) -> [String] {
    let named = Set(tags(page).filter { $0.hasPrefix("label ") }.compactMap { value("for", $0) })
    return tags(page).filter { tag in
      ["input ", "select ", "textarea "].contains { tag.hasPrefix($0) }
        && !tag.contains("type=\"hidden\"")
    }
    .map { value("id", $0) ?? "?" }.filter { !named.contains($0) }.map { "no label: \($0)" }
  }

  private static func ids(_ page: String) -> [String] {
    var seen: Set<String> = []
    return tags(page).compactMap { value("id", $0) }.filter { !seen.insert($0).inserted }
      .map { "id twice: \($0)" }
  }

  private static func inline(_ page: String) -> [String] {
    var faults: [String] = []
    if tags(page).contains(where: { value("style", $0) != nil }) { faults.append("inline style") }
    if tags(page).contains(where: { $0 == "script" || $0.contains(" on") && $0.contains("=\"js") })
    {
      faults.append("inline script")
    }
    return faults
  }

  private static func buttons(_ page: String) -> [String] {
    page.components(separatedBy: "<button").dropFirst().filter { part in
      let text = part.prefix { $0 != "\u{0}" }.components(separatedBy: "</button>")[0]
      return text.split(separator: ">", maxSplits: 1, omittingEmptySubsequences: false)
        .last.map { $0.allSatisfy(\.isWhitespace) } ?? true
    }
    .map { _ in "a button without a name" }
  }

  /// What stands between `<` and `>` of every opening tag.
  private static func tags(_ page: String) -> [String] {
    page.components(separatedBy: "<").dropFirst().map { String($0.prefix { $0 != ">" }) }
      .filter { !$0.hasPrefix("/") && !$0.hasPrefix("!") }
  }

  private static func value(_ name: String, _ tag: String) -> String? {
    guard let place = tag.range(of: " \(name)=\"") else { return nil }
    return String(tag[place.upperBound...].prefix { $0 != "\"" })
  }
}
