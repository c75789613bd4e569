package import Vocabulary

/// Lets each process of the database have only so many files and sockets open.
///
/// Effect: at once for whatever is opened next, with EMFILE; what is open stays open. Processes
///         that start later are limited within 0.1 s.
/// Cure:   each process gets its own former limit back, which was on disk before it was changed.
/// Source: getrlimit(2), RLIMIT_NOFILE, the soft one.
package struct ScarceFiles: Fault {
  /// The kind for a catalogue.
  package init() {}

  /// `proc.files`.
  package var signature: StepSignature {
    StepSignature(
      kind: "proc.files", verb: .inject, targets: .hosts,
      parameters: [
        ParameterSignature(
          "open", .number, isRequired: true, bounds: 3...1_000_000,
          help: "how many files and sockets each process may have open, such as 64")
      ],
      needs: [.namespaces],
      summary: "limits how many files and sockets each process of the database may have open",
      proof: "the kernel reports a limit on every process that is lower than before; healed, each "
        + "has its own again")
  }

  /// One setting a host, read back from the kernel.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    let files: Int64? =
      if case .number(let number) = step.parameters["open"] { Int64(number) } else { nil }
    return ProcessLimit.compile(
      step, ProcessSetting(openFiles: files),
      effect: { [.process(host: $0, expecting: ProcessExpectation(openFiles: files))] },
      proofLimitNs: .seconds(3))
  }
}
