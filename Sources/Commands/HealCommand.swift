import ArgumentParser
import Ranges
import Vocabulary

/// Undoes whatever any range of this user still holds.
struct HealCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "heal",
    abstract: "Undo every fault that any range still holds; remove what is left of dead ranges.",
    discussion: """
      For the moment when nobody knows any more what is broken on purpose. An exercise that is \
      still running becomes invalid by it. Exits with 1 where something could not be healed.
      """)

  @Option(help: "Heal the machines of this inventory instead of ranges.") var inventory: String?
  @Flag(help: "One JSON object a range or a machine on standard output.") var json = false

  func run() async throws {
    if let inventory {
      try await InventoryHealing(json: json).run(try InventorySource(path: inventory).inventory)
      return
    }
    var isWhole = true
    let records = RangeRegistry.all()
    if records.isEmpty && !json { print("no range is up: there is nothing to heal") }
    for record in records {
      let outcome = await FaultRecovery.heal(record)
      isWhole = isWhole && outcome.failed.isEmpty && outcome.detail == nil
      print(json ? try CanonicalJSON.line(outcome) : Self.words(outcome))
    }
    if !isWhole { throw ExitCode(1) }
  }

  private static func words(_ outcome: FaultRecovery.Outcome) -> String {
    let healed = outcome.healed.isEmpty ? "nothing" : outcome.healed.joined(separator: ", ")
    var lines = [
      outcome.isRemoved
        ? "\(outcome.range): was dead and is removed, with it \(healed)"
        : "\(outcome.range): healed \(healed)"
    ]
    if !outcome.failed.isEmpty {
      lines.append("  NOT healed: \(outcome.failed.joined(separator: ", "))")
    }
    if let detail = outcome.detail { lines.append("  \(detail)") }
    return lines.joined(separator: "\n")
  }
}
