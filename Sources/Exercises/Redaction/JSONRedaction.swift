import FoundationEssentials
package import Vocabulary

/// A JSON value without secrets in its texts.
///
/// Shape: a member's name counts as the announcement of its value; a text that is JSON itself is
/// redacted as JSON.
package enum JSONRedaction {
  /// The value, equal to the given one where nothing was found.
  package static func redact(
    _ value: JSONValue, with redactor: Redactor
  ) -> (value: JSONValue, counts: Redactor.Counts) {
    var counts: Redactor.Counts = [:]
    let value = redact(value, name: nil, redactor, &counts)
    return (value, counts)
  }

  private static func redact(
    _ value: JSONValue, name: String?, _ redactor: Redactor, _ counts: inout Redactor.Counts
  ) -> JSONValue {
    switch value {
    case .string(let text): return .string(redact(text, name: name, redactor, &counts))
    case .array(let elements):
      return .array(elements.map { redact($0, name: name, redactor, &counts) })
    case .object(let members):
      var result: [String: JSONValue] = [:]
      for (key, member) in members {
        result[key] = redact(member, name: key, redactor, &counts)
      }
      return .object(result)
    default: return value
    }
  }

  private static func redact(
    _ text: String, name: String?, _ redactor: Redactor, _ counts: inout Redactor.Counts
  ) -> String {
    if let first = text.utf8.first, first.isOne(of: "{["), text.utf8.count > 2,
      let inner = try? CanonicalJSON.decode(JSONValue.self, from: text)
    {
      var found: Redactor.Counts = [:]
      let clean = redact(inner, name: nil, redactor, &found)
      guard !found.isEmpty, let line = try? CanonicalJSON.line(clean) else { return text }
      counts.merge(found, uniquingKeysWith: +)
      return line
    }
    if let name, !text.isEmpty, !text.hasPrefix(Redactor.mark), redactor.announces(name) {
      counts["assigned-secret", default: 0] += 1
      return "\(Redactor.mark)assigned-secret]"
    }
    let (clean, found) = redactor.redact(text)
    counts.merge(found, uniquingKeysWith: +)
    return clean
  }
}
