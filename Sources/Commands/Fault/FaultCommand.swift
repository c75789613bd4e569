import ArgumentParser

/// Faults by hand.
struct FaultCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fault", abstract: "Faults by hand: what there is, and one of them on a range.",
    subcommands: [FaultList.self, FaultTry.self])
}
