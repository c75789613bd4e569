package import Vocabulary

/// Delays packets on directed links.
///
/// Shape:  `from`/`to` (both directions unless `one-way`), `between`/`and`, or `on`.
/// Units:  `delay` is added to each packet, one way; `jitter` is the spread around it.
/// Effect: for the next packet; the order of packets stays, whatever the jitter.
/// Cure:   takes back the fault's own delay; packets that waited for it pass at once.
/// Limits: a packet is late by up to 0.1 ms more on an idle machine. None overtakes another, so a
///         jitter that is large beside the gaps between packets lifts the median above the delay.
/// Source: tc-netem(8), whose distributions these are.
package struct NetworkDelay: Fault {
  /// The kind for a catalogue.
  package init() {}

  /// `net.delay`.
  package var signature: StepSignature {
    StepSignature(
      kind: "net.delay", verb: .inject, targets: .link,
      parameters: [
        ParameterSignature(
          // A shorter one could be the machine's own, and would prove nothing.
          "delay", .duration, isRequired: true, bounds: 0.001...10,
          help: "added to every packet one way, such as 100ms"),
        ParameterSignature(
          "jitter", .duration, bounds: 0.000_1...10,
          help: "the spread around the delay, such as 10ms; a late packet holds later ones back"),
        ParameterSignature(
          "distribution", .choice(DelayDistribution.allCases.map(\.rawValue)),
          help: "how the spread is drawn: uniform, normal or pareto"),
        LinkFault.oneWay, LinkFault.mode,
      ],
      needs: LinkFault.needs,
      summary: "delays every packet between hosts, by a fixed or a drawn time",
      proof: "the one-way delay of probe packets is measured on each link: with the fault it is "
        + "at least half of the added delay above what the other faults make of it, healed below")
  }

  /// One setting at each receiver.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    var setting = LinkSetting(
      delayNs: LinkFault.duration(step, "delay"), jitterNs: LinkFault.duration(step, "jitter"))
    if case .text(let word) = step.parameters["distribution"],
      let distribution = DelayDistribution(rawValue: word)
    {
      setting.distribution = distribution
    }
    return LinkFault.compile(step, on: cluster, setting)
  }
}
