import ArgumentParser
import Findings
import Ledger

/// What every verb takes that writes about findings of a program, whichever they are.
struct BacklogVerb: ParsableArguments {
  @Option(
    help: "Who says it: a name or e-mail of cygnet.yaml; without it $CYGNET_BY, then $EMAIL.")
  var by: String?
  @OptionGroup var options: DeskOptions
}

/// A verb that decides on every finding that it is about.
protocol BacklogDecision: ParsableCommand {
  var verb: BacklogVerb { get }
  /// What is asked for.
  func command() -> FindingCommand
  /// What is said where it changes no finding.
  var noEffect: String { get }
}

extension BacklogDecision {
  mutating func run() throws {
    let desk = try verb.options.desk()
    let circumstances = desk.circumstances(by: try FindingVerb.author(verb.by))
    let entry = try desk.decide(command(), in: circumstances)
    let changed = Set(entry.events.map(\.finding)).sorted()
    for id in changed { try desk.show(id, json: verb.options.json) }
    if changed.isEmpty { Terminal.say(noEffect) }
  }
}
