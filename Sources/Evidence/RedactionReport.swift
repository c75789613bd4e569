/// What `redaction.json` says: what was taken out, and of what.
package struct RedactionReport: Sendable, Codable, Equatable {
  /// SHA-256 of the original's SEAL.
  package var originalSeal: String
  /// The patterns that were looked for.
  package var patterns: [String]
  /// How often each pattern was found, by file.
  package var removed: [String: [String: Int]] = [:]
  /// Files that are not in the copy.
  package var leftOut: [String] = []

  enum CodingKeys: String, CodingKey {
    case originalSeal = "originalSealSha256"
    case patterns, removed, leftOut
  }

  /// A report of nothing so far.
  package init(originalSeal: String, patterns: [String]) {
    self.originalSeal = originalSeal
    self.patterns = patterns
  }
}
