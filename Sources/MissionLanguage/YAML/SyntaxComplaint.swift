import Vocabulary
import Yams

/// Words for what the YAML library refuses.
enum SyntaxComplaint {
  /// Reports one syntax error; YAML cannot be read past its first one.
  static func add(_ error: any Error, text: String, report: Report) {
    let hint = "the rest of the file is checked once this is mended; indent with spaces only"
    guard let error = error as? YamlError else {
      report.add(SourcePosition(line: 1, column: 1), "not YAML: \(error)", hint: hint)
      return
    }
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      report.add(
        SourcePosition(line: mark.line, column: mark.column), "not YAML: \(problem)", hint: hint)
    case .reader(let problem, let offset, _, _):
      let place = text.prefix(offset ?? 0)
      let line = place.count { $0.isNewline } + 1
      let column = place.reversed().prefix { !$0.isNewline }.count + 1
      report.add(
        SourcePosition(line: line, column: column), "not YAML: \(problem)",
        hint: "the file holds bytes that are not text; is this the right file?")
    default:
      report.add(SourcePosition(line: 1, column: 1), "not YAML", hint: hint)
    }
  }
}
