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
      guard isHarmless(scalar.string, at: position) else { return nil }
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
    guard isHarmless(scalar.string, at: position),
      let value = convert(value, depth: depth + 1)
    else { return nil }
    return YAMLNode.Entry(
      key: renamed[position] ?? scalar.string, position: position, value: value)
  }

  /// Whether the text can be shown on a terminal and in a page without acting on it.
  private func isHarmless(_ text: String, at position: SourcePosition) -> Bool {
    let bad = text.unicodeScalars.first { scalar in
      switch scalar.value {
      case 0x09, 0x0A: false
      case 0x00...0x1F, 0x7F...0x9F: true
      // Characters that turn the direction of what follows, so that text reads otherwise.
      case 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
      default: false
      }
    }
    guard let bad else { return true }
    report.add(
      position, "the text holds the invisible character U+\(String(bad.value, radix: 16))",
      hint: "delete it; what people read must be what is there")
    return false
  }

  private func place(of node: Node) -> SourcePosition {
    SourcePosition(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
  }
}
