import Evidence
import Findings
import Foundation
import Ledger
import MissionLanguage
import Vocabulary

/// What a re-test runs: the mission, settings and service of the run that opened the finding.
///
/// Shape: what the command line says goes before; a mission that is no longer in `Missions` is
///        taken from the evidence. With other settings the gap could stay away for another reason.
struct RetestSource {
  var mission: MissionSource
  var options: RunOptions

  init(_ finding: Finding, options given: RunOptions, at desk: LedgerDesk) throws {
    let opening = finding.opening
    let evidence = try Self.folder(of: opening.run, at: desk)
    let text = evidence.flatMap { FileManager.default.contents(atPath: $0.mission) }
      .map { String(decoding: $0, as: UTF8.self) }
    options = given
    if given.settings.isEmpty { options.settings = Self.settings(in: text ?? "") }
    let name = finding.retest?.mission ?? opening.mission
    let path = MissionSource.file(name, below: "Missions") { !$0.contains("runbooks/") }
    if let text, name == opening.mission, !FileManager.default.fileExists(atPath: path) {
      mission = try MissionSource(
        name: name, text: text, path: evidence?.mission ?? path, settings: options.settings)
    } else {
      mission = try MissionSource(path: name, settings: options.settings)
    }
    let scored = given.service ?? mission.mission.service ?? ServiceConstants.standard.name
    if scored == ServiceConstants.standard.name, opening.service != scored {
      options.service = opening.service
    }
  }

  /// The settings that `--setting` put in the place of the mission's own; they are its last line.
  static func settings(in text: String) -> [String] {
    let mark = "# --setting "
    guard let last = text.split(whereSeparator: \.isNewline).last, last.hasPrefix(mark) else {
      return []
    }
    return last.dropFirst(2).split(separator: " ").filter { $0 != "--setting" }.map(String.init)
  }

  private static func folder(of run: String, at desk: LedgerDesk) throws -> RunFolder? {
    var filter = ExerciseFilter()
    filter.run = run
    return try desk.ledger.exercises(filter).first.map {
      RunFolder(path: desk.ledger.place.full($0.folder))
    }
  }
}

extension MissionSource {
  /// A mission as evidence has it, where its file is called otherwise.
  init(name: String, text: String, path: String, settings: [String]) throws {
    let bytes = Array(text.utf8)
    switch MissionParser.parse(bytes: bytes, file: "\(name).yaml", catalogue: Self.catalogue) {
    case .success(var mission):
      do throws(SettingWords.Refused) {
        mission.database = try SettingWords.apply(settings, to: mission.database)
      } catch {
        throw UsageError("--setting: \(error.message)", hint: error.hint)
      }
      self.path = path
      self.mission = mission
      // As a rehearsal writes it: the settings are the last line, and there is one such line.
      let own = RetestSource.settings(in: text)
      let change = settings.map { " --setting \($0)" }.joined()
      self.text =
        own == settings || change.isEmpty
        ? text
        : text.replacing("# --setting " + own.joined(separator: " --setting ") + "\n", with: "")
          + "#\(change)\n"
    case .failure(let errors): throw MissionRefused(diagnostics: errors.diagnostics)
    }
  }
}
