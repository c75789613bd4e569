import ArgumentParser

/// What faults, ranges, the console and the ledger cost on this machine.
struct BenchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Time what faults, ranges, the console and the ledger cost on this machine.",
    subcommands: [BenchFaults.self, BenchConsole.self, BenchLedger.self],
    defaultSubcommand: BenchFaults.self)
}
