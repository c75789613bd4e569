import ArgumentParser
import Debrief
import Evidence
import Foundation
import LinuxHost
import Vocabulary

/// Every runbook, and nobody, against every mission on the same seeds.
struct MatrixCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "matrix",
    abstract: "Which runbook contains which mission, k of n, and which makes it worse.",
    discussion: """
      Each exercise gets an ordinary run folder, <mission>/<runbook or none>/<seed> below --folder.
      What is finished there is not run again: an interrupted matrix goes on where it stopped, and
      --from draws one anew without running anything. Exit code 3 where an exercise was invalid.
      """)

  @Option(help: "Missions by name or file, parted by commas; usually all of Missions/seed.")
  var missions: String?
  @Option(help: "Runbooks by name or file, parted by commas; usually all of Missions/runbooks.")
  var runbooks: String?
  @OptionGroup var queue: QueueOptions
  @Option(help: "Where the run folders go.") var folder = "runs/matrix"
  @Option(help: "Draw the matrix of this folder, and run nothing.") var from: String?
  @Option(help: "Write the picture here as well.") var svg: String?
  @Flag(help: "The matrix as one JSON object on standard output.") var json = false

  func run() async throws {
    var failed = 0
    if from == nil { failed = try await perform() }
    let root = from ?? folder
    let records = try Trials.records(below: root)
    guard !records.isEmpty else {
      throw UsageError(
        "there is no finished exercise below \(root)",
        hint: "give the folder of a matrix: <folder>/<mission>/<runbook or none>/<seed>")
    }
    let matrix = Trials.matrix(of: records)
    let picture = MatrixPicture.svg(matrix)
    for path in ["\(root)/matrix.svg", svg].compactMap(\.self) { try write(picture, to: path) }
    try write(try CanonicalJSON.document(matrix), to: "\(root)/matrix.json")
    if json {
      print(try CanonicalJSON.line(matrix))
    } else {
      print(MatrixText.terminal(matrix))
      print("picture: \(svg ?? "\(root)/matrix.svg")")
    }
    if failed > 0 || records.contains(where: { !$0.isValid }) { throw ExitCode(3) }
  }

  private func perform() async throws -> Int {
    let missions = try MissionChoice.sources(missions ?? "Missions/seed/*")
    let names =
      try runbooks.map { $0.split(separator: ",").map(String.init) }
      ?? RunbookSource.files(in: "Missions/runbooks")
    let runbooks = try names.map { try RunbookSource(path: $0) }
    Interruption.listen()
    // All pairs once before any pair twice: what is interrupted has a bit of everything.
    let items = queue.seeds.flatMap { seed in
      missions.flatMap { source in
        ([nil] + runbooks).map { runbook in
          QueuedExercise(source: source, runbook: runbook, seed: seed, root: folder)
        }
      }
    }
    return await ExerciseQueue(items: items, jobs: queue.jobs, isQuiet: queue.quiet).run()
  }

  private func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
  }
}
