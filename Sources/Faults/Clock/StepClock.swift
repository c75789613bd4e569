package import Vocabulary

/// Sets the wall clock of the database's processes forward or back, at once and for good.
///
/// Units:  `offset` is added to the machine's time; negative is back.
/// Effect: every process of the database reads the new time from its next call on, also one that
///         is forked or started later; a process holds still for some ms while it is patched.
/// Cure:   the original code is put back: the clock jumps to the machine's time.
/// Limits: `clock_gettime` of the two wall clocks, `gettimeofday` and `time`, as the C library, Go
///         and Java call them; a program that enters the kernel for the time is not deceived, and
///         SQL or commands that ask the database tell. Monotonic clocks, and so timeouts and etcd's
///         leases, stay as they are. What starts while the fault is held reads true time for up to
///         0.1 s. Calls that the kernel does not restart see EINTR once, as under a debugger.
/// Errors: a processor other than x86-64, or a vDSO that lacks a function: the range lacks
///         `victim-clock`. A 32-bit process, or one that a debugger holds: the injection fails.
/// Source: Jepsen `jepsen.nemesis.time/bump`, Chaos Mesh TimeChaos; both differ in what they hit.
package struct StepClock: Fault {
  /// The kind for a catalogue.
  package init() {}

  /// `clock.step`.
  package var signature: StepSignature {
    StepSignature(
      kind: "clock.step", verb: .inject, targets: .hosts,
      parameters: [
        ParameterSignature(
          // A shorter one is within what a probe may be wrong by on a busy machine.
          "offset", .signedDuration, isRequired: true, bounds: 0.01...31_536_000,
          help: "how far the wall clock jumps, such as -90s or 1h")
      ],
      needs: [.namespaces, .victimClock],
      summary: "sets the wall clock of the database's processes forward or back",
      proof: "the clock functions of every process of the database, executed, are off by the "
        + "offset and its monotonic clock is not; healed, it is off by nothing and has its "
        + "original code")
  }

  /// One clock setting a host, and the processes' own readings as probes.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    ClockFault.compile(step, ClockSetting(offsetNs: ClockFault.span("offset", of: step)))
  }
}
