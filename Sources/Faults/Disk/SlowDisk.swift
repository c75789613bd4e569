package import Vocabulary

/// Adds latency to the disk under a member's data directory.
///
/// Units:  `fsync`, `read` and `write` are added to each call of that kind, `jitter` spreads them.
/// Effect: within 20 ms of the command, for the next call; a call in the kernel is not changed.
///         A killed process's waiting call ends at once.
/// Cure:   clears the fault's own setting; calls that are waiting end at once.
/// Limits: needs the pass-through disk that ranges put under every data directory. A read that the
///         kernel's cache answers is not slow; the cache is emptied once, when the fault begins.
/// Source: FoundationDB's disk delay, CharybdeFS; here a FUSE pass-through.
package struct SlowDisk: Fault {
  /// The kind for a catalogue.
  package init() {}

  /// Shorter ones could be the disk's own, and would prove nothing; a sync takes longest by itself.
  private static let syncBounds = 0.02...60.0
  private static let bounds = 0.002...60.0

  /// `disk.slow`.
  package var signature: StepSignature {
    StepSignature(
      kind: "disk.slow", verb: .inject, targets: .hosts,
      parameters: [
        ParameterSignature(
          "fsync", .duration, bounds: Self.syncBounds,
          help: "added to every fsync and fdatasync, such as 800ms"),
        ParameterSignature(
          "read", .duration, bounds: Self.bounds,
          help: "added to every read that reaches the disk, such as 5ms"),
        ParameterSignature(
          "write", .duration, bounds: Self.bounds, help: "added to every write, such as 5ms"),
        ParameterSignature(
          "jitter", .duration, bounds: 0.0...60.0,
          help: "the spread around each of them, such as 20ms; usually none"),
        ParameterSignature(
          "distribution", .choice(DelayDistribution.allCases.map(\.rawValue)),
          help: "how the spread is drawn; usually uniform"),
        DiskStep.filesParameter,
      ],
      oneOf: ["fsync", "read", "write"], needs: [.namespaces, .fuse],
      summary: "adds latency to the disk under the data directory",
      proof:
        "a timed call of each kind on the same mount takes at least the added latency; healed, "
        + "it takes at most three quarters of it")
  }

  /// One delay for each kind of call, and a timed call of each as the probe of effect and healing.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    let words = DiskStep(step)
    let jitter = words.duration("jitter")
    let distribution = words.text("distribution").flatMap { DelayDistribution(rawValue: $0) }
    let delays = [("fsync", DiskCall.fsync), ("read", .read), ("write", .write)].compactMap {
      name, call -> DiskDelay? in
      let delay = words.duration(name)
      guard delay > .zero else { return nil }
      return DiskDelay(
        choice: words.choice, call: call, delayNs: delay, jitterNs: jitter,
        distribution: distribution ?? .uniform)
    }
    let samples = jitter > .zero ? Self.samples : 1
    let longest = delays.map(\.delayNs).max() ?? .zero
    return words.compiled(
      DiskSetting(delays: delays),
      proofLimitNs: longest + jitter + jitter + jitter + .seconds(5),
      effect: delays.map {
        .delay(call: $0.call, samples: samples, limitNs: Self.effectLimit($0))
      },
      healed: delays.map {
        .delay(call: $0.call, samples: samples, limitNs: Self.healedLimit(Self.effectLimit($0)))
      })
  }

  /// As many as make the mean of a spread latency good for a proof.
  private static let samples = 16

  /// With a spread, the mean of 16 calls lies below this less than once in 500 times.
  private static func effectLimit(_ delay: DiskDelay) -> Nanoseconds {
    let spread = min(delay.jitterNs, delay.delayNs)
    return delay.delayNs - Nanoseconds(rawValue: spread.rawValue / 4 * 3)
  }

  /// Room for a busy machine, and always below the latency: what is still slow is never healed.
  private static func healedLimit(_ latency: Nanoseconds) -> Nanoseconds {
    let half = Nanoseconds(rawValue: latency.rawValue / 2)
    return max(half, min(Nanoseconds(rawValue: latency.rawValue / 4 * 3), .milliseconds(250)))
  }
}
