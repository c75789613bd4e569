package import Vocabulary

/// Makes calls on the disk under a member's data directory fail.
///
/// Units:  `ratio` is the share of the calls that fails; `times` ends it after so many failures.
/// Effect: within 20 ms of the command, for the next call. Each failure is the call's own: a failed
///         write has written nothing, and a failed fsync has synced nothing but may be repeated.
/// Cure:   clears the fault's own setting.
/// Limits: a read that the kernel's cache answers does not fail, as on any machine; the cache is
///         emptied once, when the fault begins.
/// Errors: EIO; ENOSPC, EDQUOT and EROFS if asked.
/// Source: CharybdeFS, Chaos Mesh IOChaos `fault`; Rebello et al., "Can Applications Recover from
///         fsync Failures?", USENIX ATC 2020.
package struct FailingDisk: Fault {
  /// The kind for a catalogue.
  package init() {}

  /// `disk.error`.
  package var signature: StepSignature {
    StepSignature(
      kind: "disk.error", verb: .inject, targets: .hosts,
      parameters: [
        ParameterSignature(
          "calls", .choices(DiskCall.allCases.map(\.rawValue)),
          help: "the calls that fail, such as fsync; usually read, write, fsync"),
        ParameterSignature(
          "error", .choice(DiskError.Code.allCases.map(\.rawValue)),
          help: "what they fail with; usually EIO"),
        ParameterSignature(
          "ratio", .ratio, bounds: 0.01...1,
          help: "the share of these calls that fails; usually all"),
        ParameterSignature(
          "times", .count, bounds: 1...1_000_000,
          help: "after so many failures calls succeed again; usually they never do"),
        DiskStep.filesParameter,
      ],
      needs: [.namespaces, .fuse],
      summary: "makes chosen calls on the disk under the data directory fail",
      proof: "each of the calls on a file of the probe's own gives that error, and the disk holds "
        + "files that match; healed, none of them does")
  }

  /// One rule a host, and calls of the probe's own as the proof of both effect and healing.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    let words = DiskStep(step)
    let rule = DiskError(
      choice: words.choice, calls: words.calls(orElse: [.read, .write, .fsync]),
      error: words.text("error").flatMap { DiskError.Code(rawValue: $0) } ?? .EIO,
      ratio: words.ratio("ratio") ?? 1, times: words.number("times"))
    let look = DiskExpectation.Look.error(
      calls: rule.calls, error: rule.error, ratio: rule.ratio)
    return words.compiled(
      DiskSetting(errors: [rule]), proofLimitNs: .seconds(10), effect: [look], healed: [look])
  }
}
