package import Vocabulary

/// Reads a team's own patterns of secrets: `patterns: [{name: ticket, matches: 'TCK-[0-9]{6}'}]`.
///
/// Limits: as for missions, and 100 patterns. JSON is YAML, too.
package enum PatternParser {
  /// The patterns in the bytes of a file, in its order; `file` is the name for messages.
  package static func parse(
    bytes: [UInt8], file: String
  ) -> Result<[DeclaredPattern], MissionErrors> {
    let text: String
    switch SourceText.decode(bytes, file: file) {
    case .success(let decoded): text = decoded
    case .failure(let errors): return .failure(errors)
    }
    let report = Report(file: file)
    guard let root = YAMLReader.read(text, report: report),
      let section = Section(root, name: "the file", keys: ["patterns"], report: report)
    else { return .failure(report.errors) }
    let patterns = read(section, report: report)
    return report.isClean ? .success(patterns) : .failure(report.errors)
  }

  private static func read(_ section: Section, report: Report) -> [DeclaredPattern] {
    guard let node = section.required("patterns", example: "patterns:") else { return [] }
    guard case .sequence(let items) = node.content else {
      report.add(
        node.position, "`patterns` must be a list, but this is \(node.describing)",
        hint: "write `- name: ticket` and `matches: 'TCK-[0-9]{6}'` below it")
      return []
    }
    if items.count > 100 {
      report.add(node.position, "\(items.count) patterns; 100 do", hint: "join some with |")
    }
    var names: Set<String> = []
    return items.prefix(100).compactMap { item in
      guard
        let entry = Section(item, name: "a pattern", keys: ["name", "matches"], report: report)
      else { return nil }
      let name = entry.required("name", .word, example: "name: ticket")
      let expression = entry.required("matches", .line, example: "matches: 'TCK-[0-9]{6}'")
      if !names.insert(name).inserted, entry.node("name") != nil {
        report.add(
          entry.valuePosition(of: "name"), "two patterns are called `\(name)`",
          hint: "give each its own name, or the report cannot tell them apart")
      }
      if entry.node("matches") != nil, (try? Regex(expression)) == nil {
        report.add(
          entry.valuePosition(of: "matches"), "`\(expression)` is no regular expression",
          hint: "quote it with '…', and escape what stands for itself with \\")
      }
      return DeclaredPattern(name: name, expression: expression)
    }
  }
}
