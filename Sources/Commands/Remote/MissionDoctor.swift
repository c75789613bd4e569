import ArgumentParser
import Conductor
import Exercises
import Vocabulary

/// `cygnet range doctor --inventory --mission`: the lines that a pre-flight has about machines.
struct MissionDoctor {
  let json: Bool

  /// Looks, prints, and ends with 1 where a line is no go; nothing is injected.
  func run(_ plan: Plan, on machines: Inventory) async throws {
    let items = await MachineChecks(plan: plan, inventory: machines).look()
    for item in items {
      let mark = item.isGo == true ? "go   " : "NO GO"
      let line = "\(mark) \(Terminal.padded(item.id, 15)) \(RangeDoctor.oneLine(item.detail))"
      print(json ? try CanonicalJSON.line(item) : Terminal.plain(line))
    }
    if items.contains(where: { $0.isGo != true }) { throw ExitCode(1) }
  }
}
