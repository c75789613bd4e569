import Vocabulary

/// What all faults of one process setting have in common: set, clear, and the proof of the release.
enum ProcessLimit {
  /// The setting on every host; the release is proved against what other held faults want.
  static func compile(
    _ step: PlannedStep, _ setting: ProcessSetting, isServing: Bool = true,
    effect: (HostName) -> [HostProbe], proofLimitNs: Nanoseconds
  ) -> CompiledFault {
    let fault = step.name.rawValue
    return CompiledFault(
      actions: step.hosts.map { .set(host: $0, fault: fault, setting: .process(setting)) },
      undo: step.hosts.map { .clear(host: $0, fault: fault, part: .process) },
      effect: step.hosts.flatMap(effect),
      healed: step.hosts.map { released($0, from: fault, isServing: isServing) },
      proofLimitNs: proofLimitNs)
  }

  /// The probe that a host is no longer touched by the fault.
  static func released(
    _ host: HostName, from fault: String, isServing: Bool = true
  ) -> HostProbe {
    .process(
      host: host,
      expecting: ProcessExpectation(releasedFrom: fault, isServing: isServing))
  }
}
