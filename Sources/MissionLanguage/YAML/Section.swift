import Vocabulary

/// A mapping whose keys are known: unknown and duplicate keys are reported as it is opened.
///
/// Readers return a placeholder after an error; nothing made while the report is not clean is used.
struct Section {
  /// How messages call it, such as `database`.
  let name: String
  /// Where the mapping starts.
  let position: SourcePosition
  /// Where complaints go.
  let report: Report
  private let entries: [String: YAMLNode.Entry]

  /// Opens a mapping; nil where the node is none. `elsewhere` says where an unknown key belongs.
  init?(
    _ node: YAMLNode, name: String, keys: [String], report: Report, anyKey: Bool = false,
    elsewhere: (String) -> String? = { _ in nil }
  ) {
    guard case .mapping(let list) = node.content else {
      report.add(
        node.position, "\(name) must be a mapping, but this is \(node.describing)",
        hint: "write `key: value` lines; \(name) takes \(keys.joined(separator: ", "))")
      return nil
    }
    self.name = name
    self.position = node.position
    self.report = report
    var entries: [String: YAMLNode.Entry] = [:]
    for entry in list where !report.isFull {
      if let first = entries[entry.key] {
        report.add(
          entry.position, "`\(entry.key)` stands twice in \(name)",
          hint: "keep one; the first is on line \(first.position.line)")
      } else if keys.contains(entry.key) || anyKey {
        entries[entry.key] = entry
      } else {
        report.add(
          entry.position, "unknown key `\(entry.key)` in \(name)",
          hint: Spelling.hint(
            for: entry.key, among: keys,
            otherwise: (elsewhere(entry.key).map { "\($0); " } ?? "")
              + "\(name) takes \(keys.joined(separator: ", "))"))
      }
    }
    self.entries = entries
  }

  /// The keys that are present, in alphabetical order.
  var presentKeys: [String] { entries.keys.sorted() }

  /// Where the key stands; the section itself where it is missing.
  func position(of key: String) -> SourcePosition { entries[key]?.position ?? position }

  /// Where the value stands; the section itself where it is missing.
  func valuePosition(of key: String) -> SourcePosition { entries[key]?.value.position ?? position }

  /// The value, if the key is there.
  func node(_ key: String) -> YAMLNode? { entries[key]?.value }

  /// The value; reports where the key is missing.
  func required(_ key: String, example: String) -> YAMLNode? {
    if entries[key] == nil {
      report.add(position, "\(name) has no `\(key)`", hint: "write `\(example)`")
    }
    return entries[key]?.value
  }

  /// A required value, read; the placeholder after an error.
  func required<Value>(
    _ key: String, _ reading: Reading<Value>, example: String
  ) -> Value {
    guard let node = required(key, example: example) else { return reading.placeholder }
    return read(node, as: reading, key: key)
  }

  /// An optional value, read; `fallback` where the key is missing.
  func optional<Value>(_ key: String, _ reading: Reading<Value>, default fallback: Value) -> Value {
    guard let node = entries[key]?.value else { return fallback }
    return read(node, as: reading, key: key)
  }

  /// An optional value, read; nil where the key is missing.
  func optional<Value>(_ key: String, _ reading: Reading<Value>) -> Value? {
    entries[key].map { read($0.value, as: reading, key: key) }
  }

  /// A list of values, each read; empty where the key is missing.
  func list<Value>(_ key: String, _ reading: Reading<Value>) -> [Value] {
    guard let node = entries[key]?.value else { return [] }
    guard case .sequence(let items) = node.content else {
      report.add(
        node.position, "`\(key)` must be a list, but this is \(node.describing)",
        hint: "write `\(key): [one, two]`")
      return []
    }
    return items.map { read($0, as: reading, key: key) }
  }

  private func read<Value>(_ node: YAMLNode, as reading: Reading<Value>, key: String) -> Value {
    guard case .scalar(let text, let quoted) = node.content else {
      report.add(
        node.position, "`\(key)` must be a single value, but this is \(node.describing)",
        hint: "write `\(key): value`")
      return reading.placeholder
    }
    if text.trimmed.isEmpty || !quoted && ["~", "null", "Null", "NULL"].contains(text) {
      report.add(node.position, "`\(key)` has no value", hint: "give it one, or leave the key out")
      return reading.placeholder
    }
    do throws(Complaint) {
      return try reading.read(text.trimmed)
    } catch {
      report.add(
        node.position, "`\(key)`: \(error.message)", hint: error.hint)
      return reading.placeholder
    }
  }
}
