package import Vocabulary

/// Lets a share of the packets on directed links arrive twice.
///
/// Shape:  `from`/`to` (both directions unless `one-way`), `between`/`and`, or `on`.
/// Units:  `duplicate` is the share of packets, each drawn on its own.
/// Effect: for the next packet; the copy follows right behind the original.
/// Cure:   takes back the fault's own share; shares of other faults stay.
/// Limits: the copy arrives by lo, as the host's own packet filters may see.
/// Source: tc-netem(8).
package struct NetworkDuplicate: Fault {
  /// The kind for a catalogue.
  package init() {}

  /// `net.duplicate`.
  package var signature: StepSignature {
    StepSignature(
      kind: "net.duplicate", verb: .inject, targets: .link,
      parameters: [
        ParameterSignature(
          "duplicate", .ratio, isRequired: true, bounds: LinkFault.share,
          help: "the share of packets, such as 5%"),
        LinkFault.oneWay, LinkFault.mode,
      ],
      needs: LinkFault.needs,
      summary: "lets a share of the packets between hosts arrive twice",
      proof: "the share is counted on a row of numbered probe packets on each link and must lie "
        + "within binomial limits of what all held faults set; healed, of what the others set")
  }

  /// One setting at each receiver.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    LinkFault.compile(step, on: cluster, LinkSetting(duplicate: LinkFault.share(step, "duplicate")))
  }
}
