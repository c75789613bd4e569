package import Vocabulary

/// Holds a share of the packets on directed links back behind later ones.
///
/// Shape:  `from`/`to` (both directions unless `one-way`), `between`/`and`, or `on`.
/// Units:  `reorder` is the share of packets, each drawn on its own.
/// Effect: until three later packets have passed, or 50 ms.
/// Cure:   takes back the fault's own share; shares of other faults stay.
/// Limits: where nothing follows a packet it is late by 50 ms, and in order.
/// Source: tc-netem(8); three is what TCP takes for a loss (RFC 5681).
package struct NetworkReorder: Fault {
  /// The kind for a catalogue.
  package init() {}

  /// `net.reorder`.
  package var signature: StepSignature {
    StepSignature(
      kind: "net.reorder", verb: .inject, targets: .link,
      parameters: [
        ParameterSignature(
          "reorder", .ratio, isRequired: true, bounds: 0.01...0.5,
          help: "the share of packets, such as 10%"),
        LinkFault.oneWay, LinkFault.mode,
      ],
      needs: LinkFault.needs,
      summary: "holds a share of the packets between hosts back until three later ones have passed",
      proof: "the share is counted on a row of numbered probe packets on each link and must lie "
        + "within binomial limits of what all held faults set; healed, of what the others set")
  }

  /// One setting at each receiver.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    LinkFault.compile(step, on: cluster, LinkSetting(reorder: LinkFault.share(step, "reorder")))
  }
}
