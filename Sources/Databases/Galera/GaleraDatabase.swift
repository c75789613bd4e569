package import Vocabulary

/// MariaDB 10.11 with Galera, on port 3306; the members speak to each other on port 4567.
///
/// Shape:  every member takes writes; the group puts them in one order, and each member decides by
///         it alone whether a write stands. Nobody leads: what is called the leader is the first
///         of the group's own list, which stays first for as long as it is in it. Members are
///         called by their addresses, and the group by its token, so that members of two clusters
///         never mix.
/// Limits: the lead cannot be moved, for there is none. A member that was killed looks up in its
///         own log where it stopped, as Debian's service does, and is given what it lacks.
/// Source: Galera Cluster documentation, "Quorum Components", "State Transfers"; MariaDB,
///         "Getting Started with MariaDB Galera Cluster".
package struct GaleraDatabase: PreparedDatabase {
  /// The database for a catalogue.
  package init() {}

  /// `galera`.
  package var kind: String { "galera" }

  static let clientPort = 3306
  static let groupPort = 4567
  static let user = "root"
  static let schema = "cygnet"

  /// Where members take client requests.
  package var clientPort: Int { Self.clientPort }

  /// `mariadbd --version`.
  package var versionQuestion: [String] { ["mariadbd", "--version"] }

  /// A client that stays with its own member for as long as that one answers.
  package func storeClient(for order: ClientOrder) -> any StoreClient {
    MariaDBClient(members: order.endpoints, group: order.group, timeout: order.timeout)
  }

  /// MariaDB in a user namespace where our own user is called `mysql`; further arguments are its.
  ///
  /// Galera sets the priority of its threads, which a namespace without capabilities may only do
  /// from the usual one.
  package func service(on host: HostName, in cluster: ClusterLayout) -> ServiceCommand {
    let files = GaleraConfiguration(cluster)
    return ServiceCommand(
      executable: "chrt",
      arguments: ["--other", "0"] + GaleraConfiguration.asItself + [
        "--ipc", "--", "sh", "-c", Self.start, "galera", files.path(host), files.data(host),
      ],
      environment: ["LC_ALL": "C.UTF-8"],
      readiness: ServiceCommand.Readiness(
        ways: [[GaleraSight.question(answers: GaleraSight.serving)]]))
  }

  /// Folders, files, and the data of all members.
  package func preparations(for cluster: ClusterLayout) -> [[String]] {
    GaleraConfiguration(cluster).commands()
  }

  /// Nil: every member takes writes, and none more than another.
  package func moveLeaderCommand(
    to host: HostName, in cluster: ClusterLayout, status: ClusterStatus
  ) -> [String]? { nil }

  /// After a kill the saved state has no position, and without one a member is copied anew.
  ///
  /// A member whose file names nobody else has nobody to ask whether it was the last.
  static let start = """
    conf=$1 data=$2; shift 2
    mkdir -p "$data"
    if grep -qx 'wsrep_cluster_address=gcomm://' "$conf" && [ -e "$data/grastate.dat" ]; then
      sed -i 's/^safe_to_bootstrap: 0/safe_to_bootstrap: 1/' "$data/grastate.dat"
    fi
    if grep -q '^seqno: *-1' "$data/grastate.dat" 2>/dev/null; then
      position=$(mariadbd --defaults-file="$conf" --wsrep-recover 2>&1 \
    | sed -n 's/.*Recovered position: *//p' | tail -n 1)
      case $position in
        '' | 00000000-0000-*) ;;
        *) set -- --wsrep-start-position="$position" "$@" ;;
      esac
    fi
    exec mariadbd --defaults-file="$conf" "$@"
    """
}
