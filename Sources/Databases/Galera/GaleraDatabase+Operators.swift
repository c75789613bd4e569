package import Vocabulary

/// Galera's own words for what its operators do.
///
/// Limits: a member that is stopped is out and one that is started is in, so there is no removal
///         and no addition of its own.
/// Source: Galera Cluster documentation, "Resetting the Quorum", "Restarting the Cluster".
extension GaleraDatabase: OperableDatabase {
  /// An upgrade, a wipe, a restore or a forced component; nil for what Galera does not have.
  package func procedure(
    _ task: OperatorTask, on host: HostName, at site: OperatorSite
  ) -> OperatorProcedure? {
    switch task {
    case .upgrade(let setting): upgrade(of: host, setting)
    // The new member asks the group for everything, and another one copies it over.
    case .wipe: .wipe(of: host, at: site, showing: "ibdata1")
    case .force: forcing(of: host, site)
    case .restore(let backup, let isFullRestart):
      restoration(of: host, from: backup, isFullRestart: isFullRestart, site)
    case .remove, .add, .rewind, .configure: nil
    }
  }

  /// `mariadb` as it is typed on a host, about that host's own member.
  static func typed(_ statement: String) -> [String] {
    [
      "mariadb", "--no-defaults", "-h", "127.0.0.1", "-u", user, "--connect-timeout=3", "-N", "-B",
      "-e", statement,
    ]
  }

  private func upgrade(of host: HostName, _ setting: String?) -> OperatorProcedure {
    let extra = setting.map { ["--\($0)"] } ?? []
    // The loop is what an operator would type.
    let asked = "mariadb --no-defaults -h 127.0.0.1 -u \(Self.user) --connect-timeout=3 -N -B -e"
    let state = "\(asked) \"SHOW STATUS LIKE 'wsrep_local_state_comment'\""
    let wait = "until \(state) | grep -q Synced; do sleep 0.2; done"
    return .restart(of: host, with: extra, until: wait, limitNs: .seconds(30))
  }

  /// What the manual has for a group that lost its majority, typed where others still have theirs.
  ///
  /// A member of a whole component obeys as well, and nothing comes of it: so its component must be
  /// a smaller one afterwards.
  private func forcing(of host: HostName, _ site: OperatorSite) -> OperatorProcedure {
    let seen = """
      SELECT CONCAT(MAX(IF(VARIABLE_NAME = 'wsrep_cluster_status', VARIABLE_VALUE, '')), ', ', \
      IF(MAX(IF(VARIABLE_NAME = 'wsrep_cluster_size', VARIABLE_VALUE + 0, 0)) \
      < \(site.layout.members.count), 'a part', 'all')) \
      FROM information_schema.GLOBAL_STATUS
      """
    return OperatorProcedure(
      actions: [
        .command(
          OperatorCommand(
            on: host, Self.typed("SET GLOBAL wsrep_provider_options = 'pc.bootstrap=1'")))
      ],
      proof: [
        .command(
          host: host, arguments: Self.typed(seen),
          expecting: CommandExpectation(
            shows: ["Primary, a part"],
            meaning: "\(host) is in a primary component that others are not in")),
        .database(host: host, state: .serving),
      ])
  }
}

extension GaleraDatabase: LookAlikeDatabase {
  /// Inserts at any member.
  package func filling(
    of host: HostName, keys: [String], in cluster: ClusterLayout
  ) -> [String] {
    let rows = keys.enumerated().map { "('\($1)', -\($0 + 1))" }.joined(separator: ", ")
    return [
      "mariadb", "--no-defaults", "-h", cluster.addresses[host] ?? "", "-u", Self.user,
      Self.schema, "-e", "INSERT INTO registers VALUES \(rows)",
    ]
  }
}

/// mariadb; its variable names one host.
extension GaleraDatabase: HandledDatabase {
  /// `mariadb`.
  package var client: String { "mariadb" }

  /// The first host: every member takes everything.
  package func clientEnvironment(asking hosts: [String]) -> [String: String] {
    hosts.first.map { ["MYSQL_HOST": $0, "MYSQL_TCP_PORT": "\(Self.clientPort)"] } ?? [:]
  }
}

extension GaleraDatabase: IdentifiedDatabase {
  /// The history that all members share, as `wsrep_cluster_state_uuid` has it.
  package func identity(_ written: String, port: Int) -> IdentityQuestion? {
    let parts = written.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [8, 4, 4, 4, 12],
      parts.allSatisfy({ $0.allSatisfy(\.isHexDigit) })
    else { return nil }
    let statement = """
      SELECT CONCAT('"history":"', VARIABLE_VALUE, '"') AS answer \
      FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME = 'wsrep_cluster_state_uuid'
      """
    return IdentityQuestion(
      port: port, question: GaleraSight.session(asking: statement), before: "\"history\":\"",
      expected: written.lowercased())
  }

  /// The same question that a range asks.
  package func readiness(port: Int) -> ServiceCommand.Readiness {
    var question = GaleraSight.question(answers: GaleraSight.serving)
    question.port = port
    return ServiceCommand.Readiness(ways: [[question]])
  }
}
