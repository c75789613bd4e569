package import Vocabulary

/// Adds latency to the disk under a member's data directory.
///
/// Units:  `fsync`, `read` and `write` are added to each call of that kind.
/// Effect: within 20 ms of the command, for the next call; a call in the kernel is not changed.
/// Cure:   clears the fault's own setting; calls that are waiting end at once.
/// Limits: needs the pass-through disk that ranges put under every data directory.
/// Source: FoundationDB's disk delay, CharybdeFS; here a FUSE pass-through.
package struct SlowDisk: Fault {
  /// The kind for a catalogue.
  package init() {}

  private static let bounds = 0.001...60.0

  /// `disk.slow`.
  package var signature: StepSignature {
    StepSignature(
      kind: "disk.slow", verb: .inject, targets: .hosts,
      parameters: [
        ParameterSignature(
          // A shorter one could be the disk's own, and would prove nothing.
          "fsync", .duration, isRequired: true, bounds: 0.02...60.0,
          help: "added to every fsync and fdatasync, such as 800ms"),
        ParameterSignature(
          "read", .duration, bounds: Self.bounds, help: "added to every read, such as 5ms"),
        ParameterSignature(
          "write", .duration, bounds: Self.bounds, help: "added to every write, such as 5ms"),
      ],
      needs: [.namespaces, .fuse],
      summary: "adds latency to the disk under the data directory",
      proof: "a timed write and fsync on the same mount takes at least the added latency; healed, "
        + "it takes at most three quarters of it")
  }

  /// One disk setting a host, and a timed fsync as the probe of both effect and healing.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    let fsync = Self.duration(step, "fsync")
    let setting = DiskSetting(
      fsyncDelayNs: fsync, readDelayNs: Self.duration(step, "read"),
      writeDelayNs: Self.duration(step, "write"))
    return CompiledFault(
      actions: step.hosts.map {
        .set(host: $0, fault: step.name.rawValue, setting: .disk(setting))
      },
      undo: step.hosts.map { .clear(host: $0, fault: step.name.rawValue, part: .disk) },
      effect: step.hosts.map { .fsync(host: $0, atLeast: fsync, atMost: nil) },
      healed: step.hosts.map {
        .fsync(host: $0, atLeast: nil, atMost: Self.healedLimit(fsync))
      },
      proofLimitNs: fsync + setting.writeDelayNs + setting.readDelayNs + .seconds(5))
  }

  private static func duration(_ step: PlannedStep, _ name: String) -> Nanoseconds {
    if case .duration(let value) = step.parameters[name] { value } else { .zero }
  }

  /// Room for a busy machine, and always below the latency: what is still slow is never healed.
  private static func healedLimit(_ latency: Nanoseconds) -> Nanoseconds {
    let half = Nanoseconds(rawValue: latency.rawValue / 2)
    return max(half, min(Nanoseconds(rawValue: latency.rawValue / 4 * 3), .milliseconds(250)))
  }
}
