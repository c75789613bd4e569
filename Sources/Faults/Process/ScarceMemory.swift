package import Vocabulary

/// Lets all processes of the database together use only so much memory.
///
/// Units:  `bytes` counts what the kernel charges: the heap and the pages of files alike.
/// Effect: at once; beyond it the kernel reclaims, then kills. What it kills stays dead until the
///         healing: what the database makes of it is a value, no error.
/// Cure:   lifts the limit, and starts what the kernel has killed.
/// Limits: needs a writable control group of memory; fails where more is in use that cannot be
///         reclaimed. A limit of addresses would be another fault.
/// Source: cgroups(7), memory.limit_in_bytes and memory.max.
package struct ScarceMemory: Fault {
  /// The kind for a catalogue.
  package init() {}

  /// `proc.memory`.
  package var signature: StepSignature {
    StepSignature(
      kind: "proc.memory", verb: .inject, targets: .hosts,
      parameters: [
        ParameterSignature(
          "bytes", .bytes, isRequired: true, bounds: 1_000_000...1e12,
          help: "how much memory the database may use, such as 256MB")
      ],
      needs: [.namespaces, .memoryLimit],
      summary: "limits the memory of the database; beyond it the kernel reclaims, then kills",
      proof: "every process is in a group whose limit and use the kernel reports; healed, there "
        + "is no limit")
  }

  /// One setting a host, read back from the kernel.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    let bytes: Int64? =
      if case .bytes(let number) = step.parameters["bytes"] { number } else { nil }
    return ProcessLimit.compile(
      step, ProcessSetting(memoryBytes: bytes),
      effect: { [.process(host: $0, expecting: ProcessExpectation(memoryBytes: bytes))] },
      proofLimitNs: .seconds(3))
  }
}
