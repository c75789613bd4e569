package import Vocabulary

/// etcd's own words for what its operators do.
///
/// Limits: a restart without arguments keeps what was done, for etcd reads its membership from its
///         data and heeds `--initial-…` flags only where there is none.
/// Source: etcd operations guide, "Runtime reconfiguration" and "Disaster recovery".
extension EtcdDatabase: OperableDatabase {
  /// Commands of etcdctl, typed at a member that serves, and starts of the member itself.
  package func procedure(
    _ task: OperatorTask, on host: HostName, at site: OperatorSite
  ) -> OperatorProcedure? {
    switch task {
    case .remove(let isRefused): removal(of: host, isRefused: isRefused, site)
    case .add: addition(of: host, site)
    case .wipe: wiping(of: host, site)
    case .restore(let snapshot, let isFullRestart):
      restoration(of: host, from: snapshot, isFullRestart: isFullRestart, site)
    case .force: forcing(of: host)
    case .rewind, .configure: nil
    case .upgrade(let setting): upgrade(of: host, setting, site)
    }
  }

  /// A question before it shows that a refusal is an answer and no silence.
  private func removal(
    of host: HostName, isRefused: Bool, _ site: OperatorSite
  ) -> OperatorProcedure? {
    guard let id = site.identifiers[host], let colleague = site.colleague(of: host) else {
      return nil
    }
    let ctl = etcdctl(at: colleague, site.layout)
    let meaning = isRefused ? "\(host) still is a member" : "\(host) is no member any more"
    return OperatorProcedure(
      actions: [
        .command(OperatorCommand(on: colleague, ctl + ["endpoint", "health"])),
        .command(
          OperatorCommand(on: colleague, ctl + ["member", "remove", id], isRefused: isRefused)),
      ],
      proof: [
        .command(
          host: colleague, arguments: ctl + ["member", "list"],
          expecting: CommandExpectation(
            shows: isRefused ? [id] : [], hides: isRefused ? [] : [id], meaning: meaning))
      ])
  }

  /// The member is listed first, so that nothing is moved where etcd refuses it.
  private func addition(of host: HostName, _ site: OperatorSite) -> OperatorProcedure? {
    guard let colleague = site.colleague(of: host) else { return nil }
    let peer = peerURL(host, site.layout)
    let ctl = etcdctl(at: colleague, site.layout)
    let listed = "started, \(host), \(peer), \(clientURL(host, site.layout)), false"
    return OperatorProcedure(
      actions: [
        .command(
          OperatorCommand(
            on: colleague, ctl + ["member", "add", host.rawValue, "--peer-urls=\(peer)"]))
      ] + emptyStart(of: host, site),
      proof: emptied(host, site) + [
        .command(
          host: colleague, arguments: ctl + ["member", "list"],
          expecting: CommandExpectation(
            shows: [listed], meaning: "\(host) is listed as started and as no learner")),
        .database(host: host, state: .serving),
      ])
  }

  private func wiping(of host: HostName, _ site: OperatorSite) -> OperatorProcedure {
    OperatorProcedure(
      actions: emptyStart(of: host, site),
      proof: emptied(host, site) + [.database(host: host, state: .serving)])
  }

  /// That the others serve again is not proved: what becomes of them is what the mistake does.
  private func restoration(
    of host: HostName, from snapshot: String, isFullRestart: Bool, _ site: OperatorSite
  ) -> OperatorProcedure {
    let layout = site.layout
    let restore = restore(snapshot, on: host, as: layout)
    let restarted = isFullRestart ? layout.members : [host]
    return OperatorProcedure(
      actions: restarted.map { .stopDatabase(host: $0) } + [
        .command(moveAside(host, site)), .command(OperatorCommand(on: host, restore)),
      ] + restarted.map { .startDatabase(host: $0, extraArguments: []) },
      proof: [newData(of: host, site), .database(host: host, state: .serving)]
        + restarted.map { HostProbe.databaseRestarted(host: $0) })
  }

  private func upgrade(
    of host: HostName, _ setting: String?, _ site: OperatorSite
  ) -> OperatorProcedure {
    let extra = setting.map { ["--\($0)"] } ?? []
    let health = etcdctl(at: host, site.layout) + ["endpoint", "health"]
    // Words in quotes reach etcdctl as they are; the loop is what an operator would type.
    let wait = "until \(health.joined(separator: " ")); do sleep 0.1; done"
    return OperatorProcedure(
      actions: [
        .stopDatabase(host: host), .startDatabase(host: host, extraArguments: extra),
        .command(OperatorCommand(on: host, ["sh", "-c", wait], limitNs: .seconds(20))),
      ],
      proof: [.databaseRestarted(host: host)]
        + extra.map { .databaseArgument(host: host, argument: $0) }
        + [.database(host: host, state: .serving)])
  }

  /// The member drops all others from its membership.
  private func forcing(of host: HostName) -> OperatorProcedure {
    let argument = "--force-new-cluster"
    return OperatorProcedure(
      actions: [
        .stopDatabase(host: host), .startDatabase(host: host, extraArguments: [argument]),
      ],
      // A member that serves proves nothing, for it served before as well.
      proof: [
        .databaseArgument(host: host, argument: argument), .database(host: host, state: .serving),
      ])
  }

  private static let existing = "--initial-cluster-state=existing"

  /// Stops a member, moves its data aside and starts it as one of a cluster that exists.
  private func emptyStart(of host: HostName, _ site: OperatorSite) -> [HostAction] {
    [
      .stopDatabase(host: host), .command(moveAside(host, site)),
      .startDatabase(host: host, extraArguments: [Self.existing]),
    ]
  }

  private func emptied(_ host: HostName, _ site: OperatorSite) -> [HostProbe] {
    [.databaseArgument(host: host, argument: Self.existing), newData(of: host, site)]
  }

  /// The old data lies beside the new; nothing is deleted, as it may be needed once more.
  private func moveAside(_ host: HostName, _ site: OperatorSite) -> OperatorCommand {
    let data = site.layout.dataDirectories[host] ?? ""
    return OperatorCommand(on: host, ["mv", data, "\(data)-before-\(site.step)"])
  }

  private func newData(of host: HostName, _ site: OperatorSite) -> HostProbe {
    let data = site.layout.dataDirectories[host] ?? ""
    return .command(
      host: host, arguments: ["ls", "-d", "\(data)-before-\(site.step)/member", "\(data)/member"],
      expecting: CommandExpectation(
        meaning: "the data directory of \(host) is new and the old one lies beside it"))
  }

  private func peerURL(_ host: HostName, _ layout: ClusterLayout) -> String {
    Self.peerURL(host, layout)
  }

  private func clientURL(_ host: HostName, _ layout: ClusterLayout) -> String {
    "http://\(layout.addresses[host] ?? ""):\(Self.clientPort)"
  }

  private func etcdctl(at host: HostName, _ layout: ClusterLayout) -> [String] {
    Self.ctl(host, layout, patience: 3)
  }
}
