package import Vocabulary

/// Lets the wall clock of the database's processes run fast or slow.
///
/// Units:  `rate` is what it gains; negative is slow, 10000ppm are one percent.
/// Effect: as `clock.step`; the victims compute it themselves, so it needs nobody to go on.
/// Cure:   the original code is put back: the clock jumps to the machine's time, by all it gained.
/// Limits: as `clock.step`.
/// Errors: as `clock.step`.
/// Source: quartz clocks are off by up to 100 ppm, NTP corrects by up to 500.
package struct DriftClock: Fault {
  /// The kind for a catalogue.
  package init() {}

  /// `clock.drift`.
  package var signature: StepSignature {
    StepSignature(
      kind: "clock.drift", verb: .inject, targets: .hosts,
      parameters: [
        ParameterSignature(
          "rate", .partsPerMillion, isRequired: true, bounds: 100...500_000,
          help: "how much the wall clock gains, such as 500ppm or -2%")
      ],
      needs: [.namespaces, .victimClock],
      summary: "lets the wall clock of the database's processes run fast or slow",
      proof: "between two executions of every process's clock functions it gains what it "
        + "should; healed, it is off by nothing and has its original code")
  }

  /// One clock setting a host, and the processes' own readings as probes.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    guard case .partsPerMillion(let ppm) = step.parameters["rate"] else {
      return ClockFault.compile(step, ClockSetting())
    }
    return ClockFault.compile(step, ClockSetting(driftPpm: ppm))
  }
}
