import ArgumentParser
import Findings
import Foundation
import Ledger
import Programs
import Vocabulary

/// What a program knows as numbers, for a monitoring system.
struct ProgramMetrics: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "metrics",
    abstract: "Readiness, times, blast radius and findings as OpenMetrics text.",
    discussion: """
      Only exercises that are sealed and, with people, revealed are in it. Written into the folder \
      of node_exporter's textfile collector, --out FILE.prom, it is scraped with the rest.
      """)

  @Option(help: "The file; without it standard output.") var out: String?
  @OptionGroup var options: DeskOptions

  func run() throws {
    let desk = try options.desk()
    let exercises = try desk.ledger.exercises(ExerciseFilter()).compactMap(Practised.exercise)
    let pending = try desk.ledger.findings(FindingFilter(), on: desk.today)
    let late = pending.count(where: \.isMissed)
    if options.json {
      for exercise in exercises { print(try CanonicalJSON.line(exercise)) }
      return
    }
    let text = OpenMetricsText.render(
      exercises, findings: .init(open: pending.count - late, overdue: late))
    guard let out else {
      print(text, terminator: "")
      return
    }
    try Data(text.utf8).write(to: URL(fileURLWithPath: out), options: .atomic)
    print("wrote \(out)")
  }
}
