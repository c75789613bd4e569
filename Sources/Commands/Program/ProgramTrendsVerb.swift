import ArgumentParser
import Console
import Debrief
import Foundation
import Ledger
import Programs
import Vocabulary

/// Whether people get better, family by family, as far as so few exercises can tell.
struct ProgramTrendsVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trends",
    abstract: "Readiness and time to containment of people's exercises, family by family.",
    discussion: """
      Only sealed exercises in which people responded count; rehearsals are not people. Too few to \
      tell is a normal answer. How it is computed: docs/reference/statistics.md.
      """)

  @Option(help: "A picture of it, as a file.") var svg: String?
  @OptionGroup var options: DeskOptions

  func run() throws {
    let desk = try options.desk()
    let exercises = try desk.ledger.exercises(ExerciseFilter()).compactMap(Practised.exercise)
    let trends = ProgramTrends(exercises)
    if let svg {
      try Data(TrendPicture.draw(trends).file.utf8).write(
        to: URL(fileURLWithPath: svg), options: .atomic)
    }
    if options.json {
      for exercise in exercises where exercise.isInTrends {
        print(try CanonicalJSON.line(exercise))
      }
      return
    }
    if trends.isSimulated { print(Simulated.sentence) }
    print(TrendText.table(trends).terminal)
    let counted = exercises.count(where: \.isInTrends)
    Terminal.say(
      "\(counted) of \(exercises.count) exercises "
        + (trends.isSimulated ? "stand for people (simulated)" : "are of people") + " and count"
        + (svg.map { "; picture: \($0)" } ?? ""))
  }
}
