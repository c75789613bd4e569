import ArgumentParser
import Ranges
import Vocabulary

/// `cygnet heal --inventory`: what each machine's journal still held, and what is known of it now.
struct InventoryHealing {
  let json: Bool

  func run(_ inventory: Inventory) async throws {
    let outcomes = try await RemoteRecovery.heal(inventory)
    for outcome in outcomes {
      print(json ? try CanonicalJSON.line(outcome) : Self.words(outcome))
    }
    if outcomes.contains(where: { $0.state != .whole }) { throw ExitCode(1) }
  }

  private static func words(_ outcome: RemoteRecovery.Outcome) -> String {
    let healed = outcome.healed.isEmpty ? "nothing" : outcome.healed.joined(separator: ", ")
    var lines: [String]
    switch outcome.state {
    case .whole: lines = ["\(outcome.host): healed \(healed)"]
    case .unknown: lines = ["\(outcome.host): UNKNOWN, what it holds may still be in effect"]
    case .held:
      let failed = outcome.failed.joined(separator: ", ")
      lines = ["\(outcome.host): healed \(healed)", "  NOT healed: \(failed)"]
    }
    if let detail = outcome.detail { lines.append("  \(detail)") }
    return lines.joined(separator: "\n")
  }
}
