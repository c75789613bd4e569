package import Vocabulary

/// Flips one bit in a share of the packets on directed links.
///
/// Shape:  `from`/`to` (both directions unless `one-way`), `between`/`and`, or `on`.
/// Units:  `corrupt` is the share of packets, each drawn on its own.
/// Effect: anywhere behind the IP header; the receiver's kernel then finds the checksum of TCP or
///         UDP wrong and drops the packet (`InCsumErrors` of /proc/net/snmp).
/// Cure:   takes back the fault's own share; shares of other faults stay.
/// Limits: what bears no checksum, as UDP may choose, reaches the program; all else counts as lost.
/// Source: tc-netem(8).
package struct NetworkCorrupt: Fault {
  /// The kind for a catalogue.
  package init() {}

  /// `net.corrupt`.
  package var signature: StepSignature {
    StepSignature(
      kind: "net.corrupt", verb: .inject, targets: .link,
      parameters: [
        ParameterSignature(
          "corrupt", .ratio, isRequired: true, bounds: 0.01...0.5,
          help: "the share of packets, such as 1%"),
        LinkFault.oneWay, LinkFault.mode,
      ],
      needs: LinkFault.needs,
      summary: "flips one bit in a share of the packets between hosts",
      proof: "the share is counted on a row of numbered probe packets on each link and must lie "
        + "within binomial limits of what all held faults set; healed, of what the others set")
  }

  /// One setting at each receiver.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    LinkFault.compile(step, on: cluster, LinkSetting(corrupt: LinkFault.share(step, "corrupt")))
  }
}
