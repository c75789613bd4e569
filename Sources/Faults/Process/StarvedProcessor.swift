package import Vocabulary

/// Lets all processes of the database together use only a share of a processor.
///
/// Units:  `processors` 0.1 is a tenth of one processor, 10 ms in every 100 ms.
/// Effect: at once, also for processes that start later; a database that is idle does not feel it.
/// Cure:   the processes go back to the control group they came from; ours is removed.
/// Limits: needs a writable control group of cpu; pauses by signals would be another fault.
/// Source: cgroups(7), cpu.cfs_quota_us and cpu.max.
package struct StarvedProcessor: Fault {
  /// The kind for a catalogue.
  package init() {}

  /// `proc.cpu`.
  package var signature: StepSignature {
    StepSignature(
      kind: "proc.cpu", verb: .inject, targets: .hosts,
      parameters: [
        ParameterSignature(
          "processors", .number, isRequired: true, bounds: 0.01...64,
          help: "the share of a processor that the database may use, such as 0.1")
      ],
      needs: [.namespaces, .processorLimit],
      summary: "lets the database use only a share of a processor",
      proof: "every process is in a group that the kernel holds back once it wants more; healed, "
        + "none is")
  }

  /// One setting a host, read back from the kernel.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    let share: Double? =
      if case .number(let number) = step.parameters["processors"] { number } else { nil }
    return ProcessLimit.compile(
      step, ProcessSetting(processors: share), isServing: false,
      effect: { [.process(host: $0, expecting: ProcessExpectation(processors: share))] },
      proofLimitNs: .seconds(5))
  }
}
