import ArgumentParser
import Console
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
    try desk.ledger.exercises(ExerciseFilter()).compactMap(Practised.exercise)
  }

  /// The whole text; the ledger takes in no exercise of people before its reveal.
  ///
  /// - Parameter missions: what was rehearsed of them is left out.
  static func text(
    of desk: LedgerDesk, besides missions: Set<String> = []
  ) throws -> String {
    let pending = try desk.ledger.findings(FindingFilter(), on: desk.today)
    let late = pending.count(where: \.isMissed)
    return OpenMetricsText.render(
      try exercises(of: desk).filter { !missions.contains($0.mission) },
      findings: .init(open: pending.count - late, overdue: late))
  }

  /// What a console's `/metrics` answers; nil where there is no program, or it cannot be read.
  ///
  /// It needs no session: rehearsals of a mission that blue is to meet would tell blue of it.
  static func scraped(runs: String) -> ScrapedText? {
    do {
      guard let desk = try LedgerDesk.nearest() else { return nil }
      try desk.ledger.catchUp()
      let hidden = try UnrevealedMissions.names(below: runs)
      return ScrapedText(
        text: try text(of: desk, besides: hidden), type: OpenMetricsText.contentType)
    } catch {
      Terminal.say("metrics: \(Failure.inWords(error)?.text ?? "\(error)")")
      return nil
    }
  }
}
