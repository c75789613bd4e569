package import Vocabulary

/// PostgreSQL 15 on port 5432 under Patroni on port 8008, with an etcd of its own on each host.
///
/// Shape:  one member makes the database, the others copy it. The one that holds the leader's key
///         in etcd is the primary; where the key runs out, the others elect among themselves.
///         Members are called by their addresses, and the cluster by its token, so that members of
///         two clusters never mix.
/// Limits: the three programs of a host are one service: what kills, stops or pauses the database
///         does it to Patroni and to etcd as well. etcd's data lies beside the host's disk, not on
///         it, as Patroni's manual wants it: a slow disk is the database's alone.
/// Source: Patroni 3.0, "Patroni configuration", "Dynamic configuration settings".
package struct PatroniDatabase: PreparedDatabase {
  /// The database for a catalogue.
  package init() {}

  /// `patroni`.
  package var kind: String { "patroni" }

  static let clientPort = 5432
  static let restPort = 8008
  /// Not etcd's own ports, so that no one takes this etcd for the target.
  static let storePort = 12_379
  static let storePeerPort = 12_380
  static let user = "postgres"
  static let catalog = "postgres"

  /// Where members take client requests.
  package var clientPort: Int { Self.clientPort }

  /// `postgres --version`, at Debian's place for it.
  package var versionQuestion: [String] {
    ["\(PatroniConfiguration.programs)/postgres", "--version"]
  }

  /// A client that finds the primary among these members.
  package func storeClient(for order: ClientOrder) -> any StoreClient {
    PostgresClient(members: order.endpoints, group: order.group, timeout: order.timeout)
  }

  /// etcd in the background and Patroni in its place, which starts PostgreSQL.
  ///
  /// A Patroni that finds no etcd looks again only after five seconds, so it is given a moment.
  ///
  /// PostgreSQL refuses to run as root. A user namespace in which our own user is called
  /// `postgres`, as Debian calls the one that it makes for it, is what it wants: no capability is
  /// left in it, it works the same with root and without, and all files stay ours. With it goes a
  /// namespace for shared memory: a server that is killed leaves nothing behind on the machine.
  package func service(on host: HostName, in cluster: ClusterLayout) -> ServiceCommand {
    let files = PatroniConfiguration(cluster)
    let script = """
      store=$1; shift
      etcd --config-file "$store" &
      export ETCDCTL_API=3
      for try in 1 2 3 4 5 6 7 8 9 10; do
        etcdctl --endpoints=http://127.0.0.1:\(Self.storePort) --command-timeout=1s \
          endpoint health >/dev/null 2>&1 && break
        sleep 0.2
      done
      exec patroni "$@"
      """
    return ServiceCommand(
      executable: "unshare",
      arguments: [
        "--user", "--map-user=postgres", "--map-group=postgres", "--ipc", "--",
        "sh", "-c", script, "patroni", files.storePath(host), files.patroniPath(host),
      ],
      environment: ["LC_ALL": "C.UTF-8"], readiness: PatroniReadiness(cluster).ways(of: host))
  }

  /// Folders and the files of all programs.
  package func preparations(for cluster: ClusterLayout) -> [[String]] {
    PatroniConfiguration(cluster).commands()
  }
}
