import Vocabulary

/// What the three clock faults have in common.
enum ClockFault {
  /// Sets the clock of each host; the same probe proves the effect and its end.
  static func compile(_ step: PlannedStep, _ setting: ClockSetting) -> CompiledFault {
    let fault = step.name.rawValue
    let periods = setting.strobes.reduce(Int64(0)) { $0 + 4 * $1.periodNs.rawValue }
    // A slow drift takes as long to show beside the errors of readings.
    let pace = setting.driftPpm == 0 ? 0 : Int64(min(12e9, 1200e12 / abs(setting.driftPpm) / 1e3))
    return CompiledFault(
      actions: step.hosts.map { .set(host: $0, fault: fault, setting: .clock(setting)) },
      undo: step.hosts.map { .clear(host: $0, fault: fault, part: .clock) },
      effect: step.hosts.map {
        .clock(host: $0, expecting: ClockExpectation(fault: fault, setting: setting))
      },
      healed: step.hosts.map {
        .clock(host: $0, expecting: ClockExpectation(fault: fault, setting: nil))
      },
      proofLimitNs: .seconds(10) + Nanoseconds(rawValue: periods + pace))
  }

  /// A parameter that is a span; zero where it is left out.
  static func span(_ name: String, of step: PlannedStep) -> Nanoseconds {
    if case .duration(let value) = step.parameters[name] { value } else { .zero }
  }
}
