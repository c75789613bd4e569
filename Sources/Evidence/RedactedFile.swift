import Exercises
import Foundation
import Vocabulary

/// One file of a run folder without its secrets; what a file is decides how it is read.
enum RedactedFile {
  /// Every secret in a file, as it stands there.
  static func secrets(of file: SealedFiles.File, with redactor: Redactor) -> [String] {
    guard let text = String(data: file.data, encoding: .utf8) else { return [] }
    if file.path.hasSuffix(".cast") { return CastRedaction.secrets(in: text, with: redactor) }
    return redactor.secrets(in: text)
  }

  /// The file's bytes without secrets, and how many of which kind there were; nil for what cannot
  /// be read as text.
  static func clean(
    _ file: SealedFiles.File, with redactor: Redactor
  ) -> (data: Data, counts: Redactor.Counts)? {
    if file.kind.group == .history { return (file.data, [:]) }
    guard let text = String(data: file.data, encoding: .utf8), !file.data.contains(0) else {
      return nil
    }
    let (result, counts) = clean(text, path: file.path, with: redactor)
    return (counts.isEmpty ? file.data : Data(result.utf8), counts)
  }

  private static func clean(
    _ text: String, path: String, with redactor: Redactor
  ) -> (String, Redactor.Counts) {
    if path.hasSuffix(".cast") { return CastRedaction.redact(text, with: redactor) }
    if path.hasSuffix(".jsonl") { return lines(text, with: redactor) }
    if path.hasSuffix(".json") || path.hasSuffix(".body"),
      let value = try? CanonicalJSON.decode(JSONValue.self, from: text)
    {
      let (clean, counts) = JSONRedaction.redact(value, with: redactor)
      guard !counts.isEmpty, let document = try? CanonicalJSON.document(clean) else {
        return (text, [:])
      }
      return (document, counts)
    }
    return redactor.redact(text)
  }

  /// JSON lines; a chain over them is made anew.
  private static func lines(
    _ text: String, with redactor: Redactor
  ) -> (String, Redactor.Counts) {
    var counts: Redactor.Counts = [:]
    var previous = TimelineLine.origin
    var result: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      guard !line.isEmpty else {
        result.append("")
        continue
      }
      var clean = String(line)
      if let value = try? CanonicalJSON.decode(JSONValue.self, from: clean) {
        let (redacted, found) = JSONRedaction.redact(value, with: redactor)
        counts.merge(found, uniquingKeysWith: +)
        var members = redacted
        if case .object(var object) = redacted, object["prev"] != nil {
          object["prev"] = .string(previous)
          members = .object(object)
        }
        if members != value { clean = (try? CanonicalJSON.line(members)) ?? clean }
      } else {
        let (redacted, found) = redactor.redact(clean)
        counts.merge(found, uniquingKeysWith: +)
        clean = redacted
      }
      previous = Digest.sha256(clean)
      result.append(clean)
    }
    return (result.joined(separator: "\n"), counts)
  }
}
