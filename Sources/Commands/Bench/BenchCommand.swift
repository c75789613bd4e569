import ArgumentParser

/// What faults, ranges and the console cost on this machine.
struct BenchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Time what faults, ranges and the console cost on this machine.",
    subcommands: [BenchFaults.self, BenchConsole.self], defaultSubcommand: BenchFaults.self)
}
