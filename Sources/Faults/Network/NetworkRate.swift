package import Vocabulary

/// Limits how much passes directed links in a second.
///
/// Shape:  `from`/`to` (both directions unless `one-way`), `between`/`and`, or `on`.
/// Units:  `rate` counts IP packets with their headers; each link has a rate of its own.
/// Effect: a packet takes its size over the rate, one after the other; up to a second's worth, and
///         at least 64 KiB, waits in a queue, what comes on top is dropped.
/// Cure:   takes back the fault's own limit; the lowest of the others' counts then.
/// Limits: while the queue is full packets are also late by up to a second, as on a real link.
/// Source: tc-netem(8), `rate`; unlike TBF it lets no burst pass at full speed.
package struct NetworkRate: Fault {
  /// The kind for a catalogue.
  package init() {}

  /// `net.rate`.
  package var signature: StepSignature {
    StepSignature(
      kind: "net.rate", verb: .inject, targets: .link,
      parameters: [
        ParameterSignature(
          // Less would take too long to prove, more a slow machine may not reach by itself.
          "rate", .bandwidth, isRequired: true, bounds: 16_000...12_500_000,
          help: "what passes in a second at most, such as 1mbit/s"),
        LinkFault.oneWay, LinkFault.mode,
      ],
      needs: LinkFault.needs,
      summary: "limits how much passes between hosts in a second",
      proof: "probe packets sent as fast as possible arrive on each link at no more than the rate; "
        + "healed, faster by half at the least, or at the rate of the other faults")
  }

  /// One setting at each receiver.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    var setting = LinkSetting()
    if case .bandwidth(let rate) = step.parameters["rate"] { setting.rateBytes = rate }
    return LinkFault.compile(step, on: cluster, setting)
  }
}
