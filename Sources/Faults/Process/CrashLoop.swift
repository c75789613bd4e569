package import Vocabulary

/// Kills the database again and again; each time it is started at once.
///
/// Units:  `every` is the time from a start to the next kill.
/// Effect: the first kill at once; in between the database may recover, or just begin to.
/// Cure:   no more kills, and the database runs.
/// Source: Kubernetes, `CrashLoopBackOff`, without the back-off.
package struct CrashLoop: Fault {
  /// The kind for a catalogue.
  package init() {}

  /// `proc.crash-loop`.
  package var signature: StepSignature {
    StepSignature(
      kind: "proc.crash-loop", verb: .inject, targets: .hosts,
      parameters: [
        ParameterSignature(
          "every", .duration, isRequired: true, bounds: 0.5...600,
          help: "how long it runs before it is killed again, such as 5s")
      ],
      needs: [.namespaces],
      summary: "kills the database again and again, and starts it at once each time",
      proof: "it was killed and started after that; healed, it runs and its client port answers")
  }

  /// One setting a host; the agent keeps it up.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    let every: Nanoseconds? =
      if case .duration(let span) = step.parameters["every"] { span } else { nil }
    return ProcessLimit.compile(
      step, ProcessSetting(isRestarted: true, crashEveryNs: every),
      effect: { [.databaseRestarted(host: $0)] }, proofLimitNs: .seconds(15))
  }
}
