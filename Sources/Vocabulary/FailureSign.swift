/// One way in which an exercise failed, so that another exercise can be said to fail the same way.
///
/// Shape: a refuted claim with its anomaly, a gap, or an outage by its level of the blast radius.
/// Limits: invalid exercises show nothing.
package enum FailureSign: Sendable, Equatable {
  /// A claim of the database was refuted by this checker, with an anomaly of that name.
  case claim(checker: String, anomaly: String)
  /// The response, or the lack of one, left this gap.
  case gap(Gap)
  /// At least half of the writes failed for a time of this level, 2–5.
  case outage(level: Int)

  /// As it stands in files, in tables and after `--failure`.
  package var words: String {
    switch self {
    case .claim(let checker, let anomaly): "\(checker): \(anomaly)"
    case .gap(let gap): gap.rawValue
    case .outage(let level): "outage of level \(level)"
    }
  }

  /// Reads what `words` wrote; nil where it is no sign of a failure.
  package init?(words: String) {
    if let gap = Gap(rawValue: words) {
      self = .gap(gap)
      return
    }
    let outage = "outage of level "
    if words.hasPrefix(outage) {
      guard let level = Int(words.dropFirst(outage.count)), (2...5).contains(level) else {
        return nil
      }
      self = .outage(level: level)
      return
    }
    guard let colon = words.firstIndex(of: ":") else { return nil }
    let anomaly = words[words.index(after: colon)...].drop { $0 == " " }
    guard colon > words.startIndex, !anomaly.isEmpty else { return nil }
    self = .claim(checker: String(words[..<colon]), anomaly: String(anomaly))
  }

  /// Whether an exercise that showed these signs failed in this way; a graver outage counts.
  package func isShown(by signs: [FailureSign]) -> Bool {
    signs.contains { sign in
      guard case .outage(let wanted) = self, case .outage(let level) = sign else {
        return sign == self
      }
      return level >= wanted
    }
  }

  /// Whether only a comparison with the twin can show it.
  package var needsTwin: Bool {
    switch self {
    case .gap(.lossByResponse), .gap(.widenedByResponse): true
    default: false
    }
  }
}

extension FailureSign: Codable {
  /// Reads the words.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let words = try container.decode(String.self)
    guard let sign = FailureSign(words: words) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "`\(words)` is no sign of a failure")
    }
    self = sign
  }

  /// Writes the words.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(words)
  }
}
