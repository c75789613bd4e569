import Conductor
import Faults
import MissionLanguage
import Vocabulary

extension TrialWords {
  /// The step on the machines of an inventory; a kind that cannot run there is refused before any
  /// of them is asked anything.
  func step(on inventory: Inventory) throws -> PlannedStep {
    let all = Set(Capability.allCases)
    let step = try step(on: inventory.hosts.map(\.name), capabilities: all)
    guard let signature = FaultCatalogue.fault(kind)?.signature else { return step }
    for host in inventory.hosts where step.hosts.contains(host.name) {
      // What the machine's kernel lacks is said by its agent.
      if let reason = RemoteKinds.refusal(of: signature, on: host, usable: all) {
        throw UsageError(
          "\(kind) cannot run on \(host.name): \(reason)",
          hint: "cygnet range doctor --inventory shows which kinds can")
      }
    }
    return step
  }
}
