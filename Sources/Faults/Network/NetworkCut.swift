import LinuxHost
package import Vocabulary

/// Drops packets on directed links between hosts.
///
/// Shape:  `from`/`to` (both directions unless `one-way`), `between`/`and`, or `on` with a `mode`.
/// Effect: from the first packet after the rules are loaded; connections that are open stall too.
/// Cure:   deletes the fault's own tables; safe to do twice, and after a failed injection.
/// Limits: a raw one-way cut also starves the other direction of TCP of its acknowledgements;
///         `payload-only` lets them pass, so that only data of one direction dies.
/// Source: nft(8); Jepsen `jepsen.nemesis/partition`; one table a fault instead of flushed chains.
package struct NetworkCut: Fault {
  /// The kind for a catalogue.
  package init() {}

  /// `net.cut`.
  package var signature: StepSignature {
    StepSignature(
      kind: "net.cut", verb: .inject, targets: .link,
      parameters: [
        LinkFault.oneWay,
        ParameterSignature(
          "payload-only", .flag,
          help: "true drops TCP data and lets handshakes and acknowledgements pass"),
        LinkFault.mode,
      ],
      needs: [.namespaces, .nftables],
      summary: "drops packets between hosts, in one or both directions",
      proof: "rule counters move, and packets on already open sockets stall in the cut directions "
        + "and only there; healed, they pass and the tables are gone")
  }

  /// One table on each receiving host: dropping at its input needs no rule at the sender.
  package func compile(_ step: PlannedStep, on cluster: ClusterFacts) -> CompiledFault {
    let payloadOnly = step.parameters["payload-only"] == .flag(true)
    let table = Self.table(of: step.name)
    let receivers = Dictionary(grouping: step.links, by: \.to)
    let hosts = receivers.keys.sorted()
    let actions = hosts.map { host in
      let senders = (receivers[host] ?? []).compactMap { cluster.addresses[$0.from] }.sorted()
      return HostAction.loadTable(
        host: host, table: table,
        rules: NFTRules.chains(inbound: senders, outbound: [], payloadOnly: payloadOnly))
    }
    let cut = Set(step.links)
    // A cut of one direction also stalls the other one's connections, for want of acknowledgements.
    let healed = cut.union(step.links.map { Link(from: $0.to, to: $0.from) }).sorted()
    let touched = Set(step.links.flatMap { [$0.from, $0.to] })
    let open = touched.sorted().flatMap { from in
      touched.sorted().map { Link(from: from, to: $0) }
    }.filter { $0.from != $0.to && !cut.contains($0) }
    return CompiledFault(
      actions: actions,
      undo: hosts.map { .deleteTable(host: $0, table: table) },
      effect: [.links(blocked: step.links, open: open, payloadOnly: payloadOnly)]
        + hosts.map { .tableHit(host: $0, table: table) },
      healed: hosts.map { .tableGone(host: $0, table: table) }
        + [.links(blocked: [], open: healed, payloadOnly: payloadOnly)])
  }

  /// The name of the table that belongs to a step, letters, digits and underscores only.
  package static func table(of step: StepName) -> String {
    "cygnet_" + String(step.rawValue.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
  }
}
