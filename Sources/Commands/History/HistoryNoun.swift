import ArgumentParser

/// Histories of any origin: other forms, figures, and parts of them.
struct HistoryNoun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Histories of any origin: other forms, figures, and parts of them.",
    subcommands: [HistoryConvert.self, HistoryStats.self, HistoryCut.self])
}
