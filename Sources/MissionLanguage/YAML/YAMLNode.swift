import Vocabulary

/// A piece of a YAML document with its place; all that the language needs of YAML.
///
/// Shape: scalars stay text (units are read later); a mapping keeps its entries in the order
/// written, duplicates included, so that every duplicate can be reported at its own place.
struct YAMLNode: Sendable {
  /// Where it starts.
  var position: SourcePosition
  /// What it is.
  var content: Content

  /// The three things that a piece of YAML can be.
  enum Content: Sendable {
    /// Text, and whether it stood in quotes or in a block.
    case scalar(String, quoted: Bool)
    /// Keys and values in the order written.
    case mapping([Entry])
    /// Items in the order written.
    case sequence([YAMLNode])
  }

  /// A key with its value.
  struct Entry: Sendable {
    /// The key's text.
    var key: String
    /// Where the key starts.
    var position: SourcePosition
    /// What stands behind the colon.
    var value: YAMLNode
  }

  /// What this is, in a person's words.
  var describing: String {
    switch content {
    case .scalar: "a single value"
    case .mapping: "a mapping"
    case .sequence: "a list"
    }
  }
}
