import ArgumentParser
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
    if options.json {
      for exercise in try Self.exercises(of: desk) { print(try CanonicalJSON.line(exercise)) }
      return
    }
    let text = try Self.text(of: desk)
    guard let out else {
      print(text, terminator: "")
      return
    }
    try Data(text.utf8).write(to: URL(fileURLWithPath: out), options: .atomic)
    print("wrote \(out)")
  }

  private static func exercises(of desk: LedgerDesk) throws -> [PractisedExercise] {
    try desk.ledger.exercises(ExerciseFilter()).compactMap { PractisedExercise($0) }
  }

  /// The whole text; the ledger takes in no exercise of people before its reveal.
  static func text(of desk: LedgerDesk) throws -> String {
    OpenMetricsText.render(
      try exercises(of: desk),
      findings: try desk.ledger.waiting(FindingFilter(), on: desk.today))
  }
}
