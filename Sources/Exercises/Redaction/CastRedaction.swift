import FoundationEssentials
import Vocabulary

/// A terminal recording (asciicast v2) without secrets, also where one is split over events.
///
/// Shape:  a secret is looked for in what the terminal showed: escape sequences, line wraps of the
///         shell and erased characters do not hide it. Events keep their number and their times.
/// Limits: characters of a secret that were typed and erased before the rest stay.
package enum CastRedaction {
  /// The recording, line for line; typed input is left out whole, for it may be secret.
  package static func redact(
    _ cast: String, with redactor: Redactor
  ) -> (text: String, counts: Redactor.Counts) {
    var lines = cast.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var counts: Redactor.Counts = [:]
    var outputs: [(line: Int, parts: [JSONValue], bytes: [UInt8])] = []
    for (index, line) in lines.enumerated() where !line.isEmpty {
      guard let parts = try? CanonicalJSON.decode([JSONValue].self, from: line), parts.count == 3,
        let code = parts[1].text, let data = parts[2].text
      else {
        // The header, or a line that a crash tore.
        let (text, found) = redactor.redact(line)
        lines[index] = text
        counts.merge(found, uniquingKeysWith: +)
        continue
      }
      if code == "o" {
        outputs.append((index, parts, Array(data.utf8)))
      } else if code == "i", !data.isEmpty {
        lines[index] = Self.line([parts[0], parts[1], ""])
        counts["typed-input", default: 0] += 1
      }
    }
    let shown = ShownText(outputs.flatMap(\.bytes))
    let findings = redactor.findings(in: shown.bytes).map { finding in
      var raw = finding
      raw.range = shown.raw(finding.range)
      return raw
    }
    counts.merge(Redactor.counts(findings), uniquingKeysWith: +)
    var start = 0
    for output in outputs {
      let range = start..<(start + output.bytes.count)
      start = range.upperBound
      guard let bytes = cut(output.bytes, at: range, by: findings) else { continue }
      lines[output.line] = Self.line([
        output.parts[0], output.parts[1], .string(String(decoding: bytes, as: UTF8.self)),
      ])
    }
    return (lines.joined(separator: "\n"), counts)
  }

  /// Every secret that the terminal showed, for looking elsewhere.
  package static func secrets(in cast: String, with redactor: Redactor) -> [String] {
    let sent = cast.split(separator: "\n").flatMap { line -> [UInt8] in
      guard let parts = try? CanonicalJSON.decode([JSONValue].self, from: String(line)),
        parts.count == 3, parts[1].text == "o", let data = parts[2].text
      else { return [] }
      return Array(data.utf8)
    }
    return redactor.secrets(in: String(decoding: ShownText(sent).bytes, as: UTF8.self))
  }

  /// An event's bytes without what is secret in them; nil where nothing is.
  private static func cut(
    _ bytes: [UInt8], at range: Range<Int>, by findings: [Redactor.Finding]
  ) -> [UInt8]? {
    let mine = findings.filter { $0.range.overlaps(range) }
    guard !mine.isEmpty else { return nil }
    var result: [UInt8] = []
    var place = range.lowerBound
    for finding in mine {
      let from = max(finding.range.lowerBound, range.lowerBound)
      if from > place { result += bytes[(place - range.lowerBound)..<(from - range.lowerBound)] }
      // The event in which it begins says so.
      if finding.range.lowerBound >= range.lowerBound {
        result += Redactor.replacement(finding).utf8
      }
      place = min(finding.range.upperBound, range.upperBound)
    }
    return result + bytes[(place - range.lowerBound)...]
  }

  private static func line(_ parts: [JSONValue]) -> String {
    (try? CanonicalJSON.line(JSONValue.array(parts))) ?? "[]"
  }
}
