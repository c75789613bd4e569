/// How far a file of evidence may go; each class holds the ones before it.
package enum DataClass: String, Sendable, Codable, CaseIterable, Comparable {
  /// Anybody may have it.
  case open
  /// The organisation may have it.
  case `internal`
  /// Only who took part, and who must learn from it.
  case confidential
  /// Only white; it may hold secrets that open something.
  case restricted

  /// Orders by how closely it is kept.
  package static func < (left: DataClass, right: DataClass) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }
}
