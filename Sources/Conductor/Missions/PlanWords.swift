import Faults
import LinuxHost
import MissionLanguage
package import Vocabulary

/// A plan as `mission explain` prints it: plain English, every action with its undo.
///
/// Limits: addresses are those that a range of this machine would have; nothing is touched.
package struct PlanWords: Sendable {
  /// The text; ends in a newline.
  package let text: String
  /// How many actions the steps compile to.
  package let actions: Int

  /// The words of a plan.
  package init(_ plan: Plan) {
    let addresses = plan.hosts.enumerated().map {
      ($1.name, HostLinks.address(ofHost: $0 + 1))
    }
    let facts = ClusterFacts(
      addresses: Dictionary(addresses, uniquingKeysWith: { first, _ in first }))
    var commands: [StepName: [(command: String, undo: String?)]] = [:]
    for step in plan.steps {
      guard let fault = FaultCatalogue.compile(step, on: facts) else { continue }
      let undo = fault.undo.map(ActionText.words)
      commands[step.name] = fault.actions.enumerated().map { index, action in
        (ActionText.words(action), undo.indices.contains(index) ? undo[index] : nil)
      }
    }
    text = PlanText.explain(
      plan, commands: commands, signatures: FaultCatalogue.all.map(\.signature))
    actions = commands.values.reduce(0) { $0 + $1.count }
  }
}
