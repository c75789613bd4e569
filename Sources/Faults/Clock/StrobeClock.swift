package import Vocabulary

/// Lets the wall clock of the database's processes jump forth and back, again and again.
///
/// Units:  `delta` is how far it jumps, `period` the time from one jump forth to the next.
/// Effect: as `clock.step`; for the first half of each period the time is off, then it is right.
///         All processes of a host jump together; the victims compute it, so it needs nobody.
/// Cure:   the original code is put back: the clock shows the machine's time.
/// Limits: as `clock.step`; at most two strobes at once on a host.
/// Errors: as `clock.step`.
/// Source: Jepsen `jepsen.nemesis.time/strobe`.
package struct StrobeClock: Fault {
  /// The kind for a catalogue.
  package init() {}

  /// `clock.strobe`.
  package var signature: StepSignature {
    StepSignature(
      kind: "clock.strobe", verb: .inject, targets: .hosts,
      parameters: [
        ParameterSignature(
          "delta", .signedDuration, isRequired: true, bounds: 0.01...31_536_000,
          help: "how far the wall clock jumps, such as 200ms or -5s"),
        ParameterSignature(
          "period", .duration, isRequired: true, bounds: 0.002...60,
          help: "from one jump forth to the next, such as 10ms"),
      ],
      needs: [.namespaces, .victimClock],
      summary: "lets the wall clock of the database's processes jump forth and back",
      proof:
        "the database's clock functions, executed, give the time with the jump and without it; "
        + "healed, they are off by nothing and are the original code")
  }

  /// One clock setting a host, and the processes' own readings as probes.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    let strobe = ClockStrobe(
      deltaNs: ClockFault.span("delta", of: step), periodNs: ClockFault.span("period", of: step))
    return ClockFault.compile(step, ClockSetting(strobes: [strobe]))
  }
}
