package import Vocabulary

/// Reads a runbook: what a team does on which alert, after realistic delays.
///
/// Limits: as for missions; conditions are those that a person on call can see.
package enum RunbookParser {
  static let keys = ["runbook", "title", "rules"]

  /// The runbook in `text`; `file` is the name for messages, whose last part must fit.
  package static func parse(
    _ text: String, file: String, catalogue: Catalogue
  ) -> Result<Runbook, MissionErrors> {
    let report = Report(file: file)
    guard let root = YAMLReader.read(text, report: report),
      let section = Section(root, name: "the runbook", keys: keys, report: report)
    else { return .failure(report.errors) }
    let name = FileName.read(section, key: "runbook")
    let title = section.required("title", .line, example: "title: One line for people")
    let reader = RuleReader(catalogue: catalogue, report: report)
    let example = "rules: [{on: alert SlowFsync, then: [{after: 2s, decide: end-maintenance}]}]"
    let rules = reader.items(section.required("rules", example: example), called: "rules")
      .compactMap(reader.rule)
    let runbook = Runbook(name: name, title: title, rules: rules)
    return report.isClean ? .success(runbook) : .failure(report.errors)
  }

  /// The same for bytes as they lie on the disk; text that is not UTF-8 is refused.
  package static func parse(
    bytes: [UInt8], file: String, catalogue: Catalogue
  ) -> Result<Runbook, MissionErrors> {
    switch SourceText.decode(bytes, file: file) {
    case .success(let text): parse(text, file: file, catalogue: catalogue)
    case .failure(let errors): .failure(errors)
    }
  }
}
