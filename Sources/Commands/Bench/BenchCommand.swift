import ArgumentParser

/// What faults and ranges cost on this machine.
struct BenchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", abstract: "Time what faults and ranges cost on this machine.",
    subcommands: [BenchFaults.self], defaultSubcommand: BenchFaults.self)
}
