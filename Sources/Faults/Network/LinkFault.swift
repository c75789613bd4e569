import Vocabulary

/// What all degradations of links have in common: where they act, and how they are proved.
///
/// Effect: at the receivers, where cuts act too: one place for a directed link, and a sender
///         whose own TCP does not notice that its packets wait.
/// Cure:   takes back the fault's own setting; what waits longer than the rest wants passes at once.
/// Limits: IPv4; joined segments are taken apart, but where a link only delays.
enum LinkFault {
  /// What a range must offer.
  static let needs: [Capability] = [.namespaces, .nftables, .nfqueue]

  /// The key for one of two directions.
  static let oneWay = ParameterSignature(
    "one-way", .flag, help: "true acts only on packets from `from` to `to`")

  /// The key for one of two directions between hosts and the rest.
  static let mode = ParameterSignature(
    "mode", .choice(["deaf", "mute"]),
    help: "with `on`: deaf (what it hears), mute (what others hear of it), or leave it out for both"
  )

  /// Bounds of a share that a probe can prove within a second.
  static let share = 0.01...0.95

  /// One setting at each receiver, and a measurement of each link as the probe of both ends.
  static func compile(
    _ step: PlannedStep, on cluster: ClusterFacts, _ setting: LinkSetting
  ) -> CompiledFault {
    let fault = step.name.rawValue
    let receivers = Dictionary(grouping: step.links, by: \.to)
    let hosts = receivers.keys.sorted()
    let actions = hosts.map { host in
      let senders = (receivers[host] ?? []).compactMap { cluster.addresses[$0.from] }
      let links = Dictionary(senders.map { ($0, setting) }) { first, _ in first }
      return HostAction.set(host: host, fault: fault, setting: .links(links))
    }
    func probes(isHeld: Bool) -> [HostProbe] {
      step.links.map {
        .link($0, expecting: LinkExpectation(fault: fault, setting: setting, isHeld: isHeld))
      }
    }
    let longest = setting.delayNs.inSeconds + 4 * setting.jitterNs.inSeconds
    return CompiledFault(
      actions: actions,
      undo: hosts.map { .clear(host: $0, fault: fault, part: .links) },
      effect: probes(isHeld: true), healed: probes(isHeld: false),
      proofLimitNs: .seconds(5 + 3 * longest))
  }

  /// A share of packets that the step names.
  static func share(_ step: PlannedStep, _ name: String) -> Double {
    if case .ratio(let share) = step.parameters[name] { share } else { 0 }
  }

  /// A duration that the step names.
  static func duration(_ step: PlannedStep, _ name: String) -> Nanoseconds {
    if case .duration(let span) = step.parameters[name] { span } else { .zero }
  }
}
