import Databases
package import Vocabulary

/// Changes a setting of the whole cluster while it runs, as an operator types it on a host.
///
/// Effect: the database's own; a setting that is in force may promise what is not done yet.
/// Cure:   none; the range is discarded.
/// Source: Patroni 3.0, `patronictl edit-config`, "Dynamic Configuration Settings".
package struct ChangeSetting: Fault {
  /// The kind for a catalogue.
  package init() {}

  /// `maintenance.configure`.
  package var signature: StepSignature {
    StepSignature(
      kind: "maintenance.configure", verb: .operate, targets: .hosts,
      parameters: [
        ParameterSignature(
          "setting", .text, isRequired: true,
          help: "the setting and its new value, such as synchronous_mode=true")
      ],
      on: DatabaseScope(
        ["patroni"],
        elsewhere: "a setting is each member's own there, and changed by maintenance.upgrade"),
      needs: [.namespaces],
      summary: "changes a setting of the whole cluster while it runs, typed on a host",
      proof: "the cluster's settings show the new value")
  }

  /// The database's own command; irreversible, so there is no undo.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    let words = OperatorStep(step, on: cluster)
    return words.compiled(.configure(setting: words.text("setting") ?? ""))
  }
}
