import ArgumentParser

/// A range by hand.
struct RangeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "range", abstract: "A range by hand: a real database on hosts of its own.",
    subcommands: [
      RangeUp.self, RangeDown.self, RangeStatusCommand.self, RangeShell.self,
      RangeDoctor.self,
    ])
}
