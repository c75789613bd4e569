import ArgumentParser
import Evidence
import Findings
import Ledger
import Vocabulary

/// A gap that people saw and no machine can see.
struct FindingAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Open a finding by hand: what people saw in an exercise and no machine can see.",
    discussion: "The exercise must be in the ledger: it is the evidence, and the first trial.")

  @Argument(help: "One line.") var title: String
  @Option(name: .customLong("run"), help: "The exercise: its folder, or <mission>/<time>-<seed>.")
  var exercise: String
  @Option(help: "What is missing, in words.") var gap: String
  @Option(help: "detection, diagnosis, tool limitation, missing runbook, automation failure …")
  var type: String
  @Option(help: "What was seen, in a sentence or two.") var seen: String
  @Option(help: "Who can test it: people, or a machine.") var proof = "people"
  @Option(help: "Blast radius that two people judged, 1 to 5; without it the exercise's own.")
  var blast: Int?
  @Option(
    help: "Who says it: a name or e-mail of cygnet.yaml; without it $CYGNET_BY, then $EMAIL.")
  var by: String?
  @OptionGroup var options: DeskOptions

  func validate() throws {
    guard FindingOpening.Proof(rawValue: proof) != nil else {
      throw ValidationError("--proof takes people or machine, not '\(proof)'")
    }
  }

  func run() throws {
    let desk = try options.desk()
    let asked = command(of: try desk.exercise(named: exercise))
    let circumstances = desk.circumstances(by: try FindingVerb.author(by))
    let entry = try desk.decide(asked, in: circumstances)
    for event in entry.events {
      if case .opened = event.change { try desk.show(event.finding, json: options.json) }
    }
  }

  /// The opening with the exercise as its first trial.
  func command(of exercise: IndexedExercise) -> FindingCommand {
    let opening = opening(of: exercise)
    return .open(
      opening, shown: FindingTrial(exercise, isShown: true, blast: opening.blast))
  }

  private func opening(of exercise: IndexedExercise) -> FindingOpening {
    let summary = exercise.summary
    let measured =
      summary.twinBlast.map { FindingBlast(level: $0, evidence: .twin) }
      ?? FindingBlast(level: summary.record.damage.blast, evidence: .observed)
    return FindingOpening(
      title: title, gap: gap, gapType: type, service: summary.service, family: summary.family,
      mission: summary.record.mission, run: exercise.run,
      proof: FindingOpening.Proof(rawValue: proof) ?? .people,
      blast: blast.map { FindingBlast(level: $0, evidence: .judged) } ?? measured,
      seen: FindingSighting(text: seen))
  }
}
