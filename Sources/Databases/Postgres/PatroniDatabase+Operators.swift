package import Vocabulary

/// Patroni's own words for what its operators do.
///
/// Limits: a member that is stopped is out and one that is started is in, so there is no removal
///         and no addition of its own.
/// Source: Patroni 3.0, `patronictl`, "Pause/Resume mode for the cluster".
extension PatroniDatabase: OperableDatabase {
  /// What an operator does to one member; nil for tasks that Patroni does not have.
  package func procedure(
    _ task: OperatorTask, on host: HostName, at site: OperatorSite
  ) -> OperatorProcedure? {
    switch task {
    case .upgrade(let setting): upgrade(of: host, setting, site)
    case .configure(let setting):
      OperatorProcedure(
        actions: [change(setting, on: host, site)], proof: [shown(setting, on: host, site)])
    // A replica is copied anew; a primary that comes back with nothing finds another one leading.
    case .wipe: .wipe(of: host, at: site, showing: "PG_VERSION")
    case .force: forcing(of: host, site)
    case .restore(let backup, let isFullRestart):
      restoration(of: host, from: backup, isFullRestart: isFullRestart, site)
    case .rewind: rewinding(of: host, site)
    case .remove, .add: nil
    }
  }

  /// `patronictl switchover`: the old primary is stopped and the new one has all of its log.
  package func moveLeaderCommand(
    to host: HostName, in cluster: ClusterLayout, status: ClusterStatus
  ) -> [String]? {
    guard let leader = status.leader, leader != host, cluster.addresses[host] != nil else {
      return nil
    }
    return Self.ctl(host, cluster) + [
      "switchover", "--master", leader.rawValue, "--candidate", host.rawValue, "--force",
    ]
  }

  /// `patronictl` as it is typed on a host, with that host's file.
  static func ctl(_ host: HostName, _ cluster: ClusterLayout) -> [String] {
    ["patronictl", "-c", PatroniConfiguration(cluster).patroniPath(host)]
  }

  /// Patroni keeps the settings of the whole cluster in etcd, and tells every member.
  private func change(
    _ setting: String, on host: HostName, _ site: OperatorSite
  ) -> HostAction {
    let edit = ["edit-config", "--force", "--quiet", "--set", setting]
    return .command(OperatorCommand(on: host, Self.ctl(host, site.layout) + edit))
  }

  private func shown(
    _ setting: String, on host: HostName, _ site: OperatorSite
  ) -> HostProbe {
    let name = setting.prefix { $0 != "=" }
    let value = setting.dropFirst(name.count + 1)
    return .command(
      host: host, arguments: Self.ctl(host, site.layout) + ["show-config"],
      expecting: CommandExpectation(
        shows: ["\(name): \(value)"], meaning: "the cluster runs with \(setting)"))
  }

  /// A setting is changed for the whole cluster first.
  private func upgrade(
    of host: HostName, _ setting: String?, _ site: OperatorSite
  ) -> OperatorProcedure {
    let changes = setting.map { [change($0, on: host, site)] } ?? []
    let address = site.layout.addresses[host] ?? ""
    let asked = "psql -h \(address) -U \(Self.user) -d \(Self.catalog) -Atc"
    let query =
      "SELECT status FROM pg_stat_wal_receiver UNION ALL "
      + "SELECT 'leads' WHERE NOT pg_is_in_recovery()"
    let wait = "until \(asked) \"\(query)\" | grep -qE 'streaming|leads'; do sleep 0.2; done"
    let proofs = setting.map { [shown($0, on: host, site)] } ?? []
    return OperatorProcedure(
      actions: changes + [
        .stopDatabase(host: host), .startDatabase(host: host, extraArguments: []),
        .command(OperatorCommand(on: host, ["sh", "-c", wait], limitNs: .seconds(30))),
      ],
      proof: [.databaseRestarted(host: host)] + proofs
        + [.database(host: host, state: .serving)])
  }
}

extension PatroniDatabase: PausableDatabase {
  /// `patronictl pause` or `resume`; doing either twice is an error to Patroni and none here.
  ///
  /// The first waits until every member has heard of it. The second does not: whoever is cut off
  /// hears of it later, and an undo must end.
  package func pausing(
    from host: HostName, isResumed: Bool, in cluster: ClusterLayout
  ) -> [String] {
    let (word, other) = isResumed ? ("resume", "! ") : ("pause --wait", "")
    let ctl = "patronictl -c \"$1\""
    let script = "\(ctl) \(word) || \(other)\(ctl) list | grep -q Maintenance"
    return ["sh", "-c", script, "manage", PatroniConfiguration(cluster).patroniPath(host)]
  }

  /// Whether nothing is promoted by itself any more, as etcd has it.
  package func pauseQuestion(
    from host: HostName, isPaused: Bool, in cluster: ClusterLayout
  ) -> (arguments: [String], expecting: CommandExpectation) {
    let mode = "Maintenance mode: on"
    return (
      Self.ctl(host, cluster) + ["list"],
      CommandExpectation(
        shows: isPaused ? [mode] : [], hides: isPaused ? [] : [mode],
        meaning: isPaused ? "nobody is promoted by itself" : "failover is automatic again")
    )
  }
}

extension PatroniDatabase: LookAlikeDatabase {
  /// Inserts at the member that makes the database.
  package func filling(
    of host: HostName, keys: [String], in cluster: ClusterLayout
  ) -> [String] {
    let rows = keys.enumerated().map { "('\($1)', -\($0 + 1))" }.joined(separator: ", ")
    return [
      "psql", "--no-psqlrc", "-h", cluster.addresses[host] ?? "", "-U", Self.user, "-d",
      Self.catalog, "-c", "INSERT INTO registers VALUES \(rows)",
    ]
  }
}

/// psql; its variables name hosts and user.
extension PatroniDatabase: HandledDatabase {
  /// `psql`.
  package var client: String { "psql" }

  /// The hosts in order; the first that takes writes is asked.
  package func clientEnvironment(asking hosts: [String]) -> [String: String] {
    [
      "PGHOST": hosts.joined(separator: ","), "PGUSER": Self.user, "PGDATABASE": Self.catalog,
      "PGTARGETSESSIONATTRS": "read-write", "PGCONNECT_TIMEOUT": "2",
    ]
  }
}

extension PatroniDatabase: IdentifiedDatabase {
  /// The system identifier, which `initdb` draws and every copy keeps; Patroni tells it to anybody.
  ///
  /// Patroni is asked on its own port, for a PostgreSQL that is no range's wants a password.
  package func identity(_ written: String, port: Int) -> IdentityQuestion? {
    guard let id = UInt64(written) else { return nil }
    return IdentityQuestion(
      port: Self.restPort, question: "GET /patroni HTTP/1.0\r\n\r\n",
      before: "\"database_system_identifier\": \"", expected: "\(id)")
  }

  /// Whether Patroni says that its PostgreSQL is up.
  package func readiness(port: Int) -> ServiceCommand.Readiness {
    ServiceCommand.Readiness(
      port: Self.restPort, question: "GET /health HTTP/1.0\r\n\r\n", answer: "HTTP/1.0 200 ")
  }
}
