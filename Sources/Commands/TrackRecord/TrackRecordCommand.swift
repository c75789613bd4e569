import ArgumentParser
import Debrief
import Evidence
import Foundation
import LinuxHost
import MissionLanguage
import Vocabulary

/// Every mission with its own runbook, the tempting one and nobody; what came out, as a page.
struct TrackRecordCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "track-record",
    abstract: "What every mission found, against what its author expects; exit 1 where it is not.",
    discussion: """
      Run folders are those of a matrix: <mission>/<runbook or none>/<seed> below --folder. What is
      finished there is not run again; --from writes the page anew without running anything.
      """)

  @Option(help: "Missions by name, file or pattern, parted by commas.")
  var missions = "Missions/seed/*,Missions/single/*,Missions/negative/*"
  @OptionGroup var queue: QueueOptions
  @Option(help: "Where the run folders go.") var folder = "runs/track-record"
  @Option(help: "Write the page of this folder, and run nothing.") var from: String?
  @Option(help: "The page.") var out = "docs/TRACK_RECORD.md"

  func run() async throws {
    var failed = 0
    if from == nil { failed = try await perform() }
    let root = from ?? folder
    let records = try Trials.records(below: root)
    guard !records.isEmpty else {
      throw UsageError(
        "there is no finished exercise below \(root)",
        hint: "give a folder of run folders: <folder>/<mission>/<runbook or none>/<seed>")
    }
    // A folder may hold missions that were not asked for this time.
    let wanted = from == nil ? Set(try MissionChoice.sources(missions).map(\.mission.name)) : nil
    let names = Set(records.map(\.mission)).filter { wanted?.contains($0) ?? true }
    let record = TrackRecord(
      entries: try names.sorted().map { name in
        Trials.entry(try Self.mission(name, records, root: root), records: records)
      })
    try Data(TrackRecordText.markdown(record).utf8).write(
      to: URL(fileURLWithPath: out), options: .atomic)
    for entry in record.entries where !entry.unmet.isEmpty {
      print("\(entry.mission.name): \(entry.unmet.joined(separator: "; "))")
    }
    print(
      "\(record.entries.count { $0.unmet.isEmpty }) of \(record.entries.count) missions came out "
        + "as expected: \(out)")
    if failed > 0 { throw ExitCode(3) }
    if !record.isAsExpected { throw ExitCode(1) }
  }

  private func perform() async throws -> Int {
    let sources = try MissionChoice.sources(missions)
    let players = try sources.map { source in
      let names = [source.mission.blue.runbook, source.mission.blue.tempting].compactMap(\.self)
      return (
        source,
        try [nil] + names.map { try RunbookSource(path: Blue.path(of: $0, for: source)) }
      )
    }
    Interruption.listen()
    let items = queue.seeds.flatMap { seed in
      players.flatMap { source, runbooks in
        runbooks.map {
          QueuedExercise(source: source, runbook: $0, seed: seed, root: folder)
        }
      }
    }
    return await ExerciseQueue(items: items, jobs: queue.jobs, isQuiet: queue.quiet).run()
  }

  /// The mission as it was run; the text of the highest path stands where they differ.
  private static func mission(
    _ name: String, _ records: [TrialRecord], root: String
  ) throws -> Mission {
    let folders = records.filter { $0.mission == name }.map(\.folder).sorted()
    let path = RunFolder(path: "\(root)/\(folders.last ?? name)").mission
    let bytes = FileManager.default.contents(atPath: path) ?? Data()
    let parsed = MissionParser.parse(
      bytes: Array(bytes), file: "\(name).yaml", catalogue: MissionSource.catalogue)
    switch parsed {
    case .success(let mission): return mission
    case .failure(let errors): throw MissionRefused(diagnostics: errors.diagnostics)
    }
  }
}
