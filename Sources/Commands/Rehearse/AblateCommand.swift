import ArgumentParser
import Conductor
import Debrief
import Evidence
import Foundation
import LinuxHost
import Vocabulary

/// Every part of a compound alone, pairs where the mission asks, and all together.
struct AblateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ablate",
    abstract: "Run every part of a compound alone and all together; show the interaction.")

  @Argument(help: "The mission's file, or its name below Missions.") var mission: String
  @OptionGroup var options: RunOptions
  @Option(parsing: .unconditional, help: "Repeats of each part, each with a seed of its own.")
  var repeats: Int?

  @Option(help: "How many seconds each rate is measured.") var measure = 6

  func validate() throws {
    guard (1...600).contains(measure) else {
      throw ValidationError("--measure takes 1 to 600 seconds, not \(measure)")
    }
    if let repeats, !(1...100).contains(repeats) {
      throw ValidationError("--repeats takes 1 to 100, not \(repeats)")
    }
  }

  func run() async throws {
    let source = try MissionSource(path: mission, settings: options.settings)
    Interruption.listen()
    let run = try options.run(source, seed: options.seed, responder: .none, ending: nil)
    let count = UInt64(repeats ?? source.mission.ablation.repeats)
    let seeds = (0..<count).map { options.seed + $0 }
    let ablation = try await AblationConductor(run: run, seeds: seeds, span: .seconds(measure)) {
      try source.plan(seed: $0)
    }.perform()
    let picture = run.folder.path + "/ablation.svg"
    try Data(AblationPicture.svg(ablation).utf8).write(to: URL(fileURLWithPath: picture))
    if options.json {
      print(try CanonicalJSON.line(ablation))
    } else {
      print(AblationPicture.table(ablation))
      if let interaction = ablation.interaction { print(interaction.summary) }
      print("picture: \(Terminal.path(picture))")
    }
    let isValid = ablation.arms.allSatisfy { $0.runs.allSatisfy(\.valid) }
    throw ExitCode(isValid ? 0 : 3)
  }
}
