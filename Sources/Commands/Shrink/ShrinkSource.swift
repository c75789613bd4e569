import Conductor
import Evidence
import Foundation
import MissionLanguage
import Vocabulary

/// What is to be shrunk: a run that failed, or a mission that is expected to.
struct ShrinkSource: Sendable {
  /// The path that was given.
  var path: String
  var mission: Mission
  var responder: Responder
  /// Where the search's seeds begin.
  var seed: UInt64
  /// In which ways the run failed, the gravest first; nil where no run was given.
  var failures: [FailureSign]?

  /// Reads a run folder, a mission's file, or the mission of that name.
  init(path given: String, responder words: String?, seed: UInt64?) throws {
    let folder = RunFolder(path: given)
    if FileManager.default.fileExists(atPath: folder.plan) {
      try self.init(run: folder, responder: words, seed: seed)
      return
    }
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: given, isDirectory: &isFolder), isFolder.boolValue {
      throw UsageError(
        "there is no run in \(given)", hint: "cygnet evidence list shows the folders of runs")
    }
    try self.init(mission: MissionSource(path: given), responder: words, seed: seed)
  }

  private init(mission source: MissionSource, responder words: String?, seed: UInt64?) throws {
    path = source.path
    mission = source.mission
    responder = try Blue.responder(named: words, for: source)
    self.seed = seed ?? 1
  }

  private init(run folder: RunFolder, responder words: String?, seed: UInt64?) throws {
    let (run, twin) = try Derivation.assess(folder)
    let plan = run.record.plan
    guard run.isValid else {
      throw UsageError(
        "the exercise in \(folder.path) was itself invalid, so nothing can be said of its mission: "
          + run.defects.joined(separator: "; "), hint: "rehearse it again, and shrink that run")
    }
    let failures = run.failures(twin: twin)
    guard !failures.isEmpty else {
      throw UsageError(
        "nothing failed in \(folder.path): no claim was refuted, no gap was found, and there was "
          + "no outage", hint: "give a run that failed; cygnet evidence show says what came of one")
    }
    path = folder.path
    mission = try Self.mission(of: folder, plan: plan)
    responder = try Self.responder(words ?? run.record.responder, folder: folder)
    self.seed = seed ?? plan.seed
    self.failures = failures
  }

  /// The mission as it was run: its text, with the settings that were in force.
  private static func mission(of folder: RunFolder, plan: Plan) throws -> Mission {
    let bytes = FileManager.default.contents(atPath: folder.mission) ?? Data()
    let parsed = MissionParser.parse(
      bytes: Array(bytes), file: "\(plan.mission).yaml", catalogue: MissionSource.catalogue)
    switch parsed {
    case .success(var mission):
      mission.database = plan.database
      return mission
    case .failure(let errors): throw MissionRefused(diagnostics: errors.diagnostics)
    }
  }

  /// Whoever played; a runbook is the copy in the folder, or the one of that name.
  private static func responder(_ words: String, folder: RunFolder) throws -> Responder {
    if words == "none" { return .none }
    guard words.hasPrefix("runbook:") else {
      throw UsageError(
        words == "people"
          ? "people played this run, and nobody asks them to play it some twenty times more"
          : "'\(words)' is no responder", hint: "try --responder none or --responder runbook:FILE")
    }
    let name = String(words.dropFirst("runbook:".count))
    let copy = folder.path + "/runbook.yaml"
    guard let data = FileManager.default.contents(atPath: copy) else {
      return .runbook(try MissionSource.runbook(path: name))
    }
    let parsed = RunbookParser.parse(
      bytes: Array(data), file: "\(name).yaml", catalogue: MissionSource.catalogue)
    switch parsed {
    case .success(let runbook): return .runbook(runbook)
    case .failure(let errors): throw MissionRefused(diagnostics: errors.diagnostics)
    }
  }

  /// The failure to look for: the one that was named, or the gravest; nil is yet to be seen.
  func failure(named words: String?) throws -> FailureSign? {
    guard let words else { return failures?.first }
    let known = failures?.map { "\"\($0.words)\"" }.joined(separator: ", ")
    guard let sign = FailureSign(words: words) else {
      throw UsageError(
        "'\(words)' is no failure",
        hint: known.map { "this run shows \($0)" }
          ?? "such as \"durability: lost write\", \"not contained\", \"outage of level 3\"")
    }
    if let failures, !sign.isShown(by: failures) {
      throw UsageError("the run does not show \"\(words)\"", hint: "it shows \(known ?? "nothing")")
    }
    return sign
  }
}

extension Responder {
  /// All of it as one text, the same each time: what tells one search's folder from another's.
  var digested: String {
    guard case .runbook(let runbook) = self else { return name }
    let moves = runbook.rules.flatMap { rule in
      ["\(rule.on)"] + rule.entries.map { "\($0.delay) \(Self.text($0.move))" }
    }
    return ([name] + moves).joined(separator: "\n")
  }

  private static func text(_ move: Runbook.Move) -> String {
    guard case .act(let kind, let on, let parameters) = move else { return "\(move)" }
    // A dictionary describes itself in another order in each process.
    let sorted = parameters.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    return "\(kind) \(on) \(sorted.joined(separator: ", "))"
  }
}
