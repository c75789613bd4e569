import ArgumentParser
import Findings

/// One person, a date, a re-test: what a finding needs to leave draft.
struct FindingAssign: FindingDecision {
  static let configuration = CommandConfiguration(
    commandName: "assign",
    abstract: "Give a finding one person, a date before the next exercise, and a re-test.",
    discussion: "At least one of the three; what is not given stays as it is.")

  @OptionGroup var verb: FindingVerb
  @Option(help: "One person of cygnet.yaml: no team, no bot, no mailbox.") var owner: String?
  @Option(help: "YYYY-MM-DD, before the next exercise of the target.") var due: String?
  @Option(help: "What tests it, in words.") var retest: String?
  @Option(help: "The mission whose runs are its trials; without it the one that opened it.")
  var mission: String?
  @Option(help: "Who responds in its trials: runbook:NAME, where mending it made another runbook.")
  var responder: String?

  func validate() throws {
    guard owner != nil || due != nil || retest != nil || mission != nil || responder != nil else {
      throw ValidationError("give --owner, --due or --retest")
    }
  }

  func commands(on id: FindingID) -> [FindingCommand] {
    let test = namedRetest()
    if let owner, let due, let test {
      return [.settle(id, owner: owner, due: due, retest: test)]
    }
    var commands: [FindingCommand] = []
    if let owner { commands.append(.assign(id, owner: owner)) }
    if let due { commands.append(.setDue(id, due: due)) }
    if let test { commands.append(.nameRetest(id, test)) }
    return commands
  }

  private func namedRetest() -> FindingRetest? {
    guard retest != nil || mission != nil || responder != nil else { return nil }
    let words =
      retest
      ?? (["cygnet finding retest"] + [mission].compactMap(\.self))
      .joined(separator: ", ")
    return FindingRetest(text: words, mission: mission, responder: responder)
  }
}
