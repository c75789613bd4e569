import Databases
package import Vocabulary

/// Restarts members one after the other, each only once the one before serves: a rolling upgrade.
///
/// Effect: the cluster has one member fewer for as long as each start takes; where the leader is
///         among them it is elected anew.
/// Cure:   none needed without a setting. A setting stays until the member is started once more.
package struct Upgrade: Fault {
  /// The kind for a catalogue.
  package init() {}

  /// `maintenance.upgrade`.
  package var signature: StepSignature {
    StepSignature(
      kind: "maintenance.upgrade", verb: .operate, targets: .hosts,
      parameters: [
        ParameterSignature(
          "setting", .text,
          help: "a flag of the database that the upgrade changes, such as heartbeat-interval=200")
      ],
      needs: [.namespaces],
      summary: "restarts members one by one, waiting until each serves, perhaps with a new setting",
      proof: "each was stopped and started after that, runs with the setting, and its client port "
        + "answers")
  }

  /// A stop, a start and a wait on each host in turn.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    let words = OperatorStep(step, on: cluster)
    let setting = words.text("setting")
    return words.compiled(.upgrade(setting: setting), isIrreversible: setting != nil)
  }
}
