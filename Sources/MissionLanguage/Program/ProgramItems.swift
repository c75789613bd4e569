import Vocabulary

/// Lists of a program file, each item a mapping.
enum ProgramItems {
  /// The items of a list of mappings; reports a list that is none, empty or too long.
  static func sections(
    _ node: YAMLNode?, _ noun: String, of list: String, keys: [String], most: Int, report: Report,
    mayBeEmpty: Bool = false
  ) -> [Section] {
    guard let node else { return [] }
    guard case .sequence(let items) = node.content, mayBeEmpty || !items.isEmpty,
      items.count <= most
    else {
      report.add(
        node.position, "`\(list)` must be a list of \(mayBeEmpty ? "at most" : "1 to") \(most)",
        hint: "write `\(list):` and below it `- {\(keys[0]): …}` for each")
      return []
    }
    return items.compactMap { Section($0, name: noun, keys: keys, report: report) }
  }

  /// Reports a value that an earlier item has, too.
  static func refuseRepeats(
    _ values: [(section: Section, value: String)], key: String, says: (String) -> String
  ) {
    var lines: [String: Int] = [:]
    for (section, value) in values where section.node(key) != nil {
      if let line = lines[value] {
        section.report.add(
          section.valuePosition(of: key), says(value), hint: "the other is on line \(line)")
      } else {
        lines[value] = section.valuePosition(of: key).line
      }
    }
  }
}
