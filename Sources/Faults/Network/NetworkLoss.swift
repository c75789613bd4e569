package import Vocabulary

/// Drops a share of the packets on directed links.
///
/// Shape:  `from`/`to` (both directions unless `one-way`), `between`/`and`, or `on`.
/// Units:  `loss` is the share of packets, each drawn on its own.
/// Effect: for the next packet; no two losses know of each other.
/// Cure:   takes back the fault's own share; shares of other faults stay.
/// Limits: the sender learns nothing of it, as on a real link.
/// Source: tc-netem(8).
package struct NetworkLoss: Fault {
  /// The kind for a catalogue.
  package init() {}

  /// `net.loss`.
  package var signature: StepSignature {
    StepSignature(
      kind: "net.loss", verb: .inject, targets: .link,
      parameters: [
        ParameterSignature(
          "loss", .ratio, isRequired: true, bounds: LinkFault.share,
          help: "the share of packets, such as 10%"),
        LinkFault.oneWay, LinkFault.mode,
      ],
      needs: LinkFault.needs,
      summary: "drops a share of the packets between hosts, at random",
      proof: "the share is counted on a row of numbered probe packets on each link and must lie "
        + "within binomial limits of what all held faults set; healed, of what the others set")
  }

  /// One setting at each receiver.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    LinkFault.compile(step, on: cluster, LinkSetting(loss: LinkFault.share(step, "loss")))
  }
}
