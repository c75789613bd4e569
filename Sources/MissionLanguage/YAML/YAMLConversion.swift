import Vocabulary
import Yams

/// Copies the library's tree into ours and refuses what missions must not use.
struct YAMLConversion {
  /// Keys that were made unique before reading, by their place.
  let renamed: [SourcePosition: String]
  /// The deepest level that is accepted.
  let deepest: Int
  /// Where complaints go.
  let report: Report

  /// The node in our form; nil where any part of it was refused.
  func convert(_ node: Node, depth: Int = 1) -> YAMLNode? {
    let position = place(of: node)
    guard depth <= deepest else {
      report.add(
        position, "nested more than \(deepest) levels deep",
        hint: "steps are a flat list; use `after` and `when` for order")
      return nil
    }
    guard node.anchor == nil else {
      report.add(
        position, "anchors and aliases (`&name`, `*name`) are not part of the language",
        hint: "write the value out where it is needed")
      return nil
    }
    switch node {
    case .scalar(let scalar):
      let quoted = scalar.style != .plain && scalar.style != .any
      return YAMLNode(position: position, content: .scalar(scalar.string, quoted: quoted))
    case .sequence(let sequence):
      let items = sequence.map { convert($0, depth: depth + 1) }
      let whole = items.compactMap { $0 }
      guard whole.count == items.count else { return nil }
      return YAMLNode(position: position, content: .sequence(whole))
    case .mapping(let mapping):
      let entries = mapping.map { entry($0.key, $0.value, depth: depth) }
      let whole = entries.compactMap { $0 }
      guard whole.count == entries.count else { return nil }
      return YAMLNode(position: position, content: .mapping(whole))
    case .alias:
      return nil
    }
  }

  private func entry(_ key: Node, _ value: Node, depth: Int) -> YAMLNode.Entry? {
    let position = place(of: key)
    guard let scalar = key.scalar, key.anchor == nil else {
      report.add(position, "a key must be a plain word", hint: "write `word: value`")
      return nil
    }
    guard let value = convert(value, depth: depth + 1) else { return nil }
    return YAMLNode.Entry(
      key: renamed[position] ?? scalar.string, position: position, value: value)
  }

  private func place(of node: Node) -> SourcePosition {
    SourcePosition(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
  }
}
