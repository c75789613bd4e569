import ArgumentParser

/// What faults, ranges, loads, the console, the ledger and the checkers cost on this machine.
struct BenchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Time faults, loads, the console, the ledger and the checkers on this machine.",
    subcommands: [
      BenchFaults.self, BenchDrivers.self, BenchConsole.self, BenchLedger.self,
      BenchCheckers.self, CheckOnce.self,
    ],
    defaultSubcommand: BenchFaults.self)
}
