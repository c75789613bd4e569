import Vocabulary

/// The files of a host, and how the data of all members is made.
///
/// Shape:  in `conf` beside the host's disk, for a data directory that is wiped must not take them
///         with it. One set of data is made, in memory, and every member begins with a copy of it
///         and with the saved view of one group of all of them: so they come up as after a cut of
///         power, all at once, and nothing has to be copied from one to the other.
/// Units:  spans of the mission are milliseconds, of Galera ISO 8601.
/// Source: Galera Cluster documentation, "MySQL wsrep Options", "Galera Parameters",
///         "Recovering the Primary Component"; MariaDB, "mariadb-install-db".
struct GaleraConfiguration {
  /// Settings of the server that a mission may set, as its file calls them.
  private static let ofServer = [
    "wsrep_sync_wait", "innodb_flush_log_at_trx_commit", "innodb_snapshot_isolation",
    "transaction_isolation",
  ]

  /// Settings of Galera itself that a mission may set; spans among them.
  private static let ofGalera = [
    "evs.keepalive_period", "evs.suspect_timeout", "gcs.fc_limit", "pc.ignore_quorum",
    "pc.ignore_sb",
  ]
  private static let spans: Set = ["evs.keepalive_period", "evs.suspect_timeout"]

  /// Why a server runs as its own user: rsync, which copies for a new member, gives up root.
  static let asItself = ["unshare", "--user", "--map-user=mysql", "--map-group=mysql"]

  private let cluster: ClusterLayout

  init(_ cluster: ClusterLayout) { self.cluster = cluster }

  /// The members, the one that was wished for first: the group keeps this order.
  var order: [HostName] {
    guard let first = cluster.firstLeader, cluster.addresses[first] != nil else {
      return cluster.members
    }
    return [first] + cluster.members.filter { $0 != first }
  }

  /// my.cnf of a host.
  ///
  /// Nothing goes past the page cache, so that all of it goes through the host's disk; what only
  /// others may lack, and what is of one run only, lies beside it.
  func server(on host: HostName) -> String {
    let address = cluster.addresses[host] ?? ""
    // A member alone may not be told to look for itself.
    let peers = cluster.members.count > 1 ? cluster.members : []
    let members = peers.compactMap { cluster.addresses[$0] }.joined(separator: ",")
    let lines = [
      "[mariadbd]",
      "datadir=\(data(host))",
      "tmpdir=\(folder(host))",
      "socket=\(folder(host))/mysql.sock",
      "pid-file=\(folder(host))/mysql.pid",
      "bind-address=*",
      "port=\(GaleraDatabase.clientPort)",
      "skip-name-resolve",
      "skip-log-bin",
      "performance_schema=OFF",
      "max_connections=200",
      "binlog_format=ROW",
      "default_storage_engine=InnoDB",
      "innodb_autoinc_lock_mode=2",
      "innodb_buffer_pool_size=32M",
      "innodb_log_file_size=\(Self.logSize)",
      "innodb_flush_method=fsync",
      "innodb_use_native_aio=OFF",
      "wsrep_on=ON",
      "wsrep_provider=/usr/lib/galera/libgalera_smm.so",
      "wsrep_cluster_name=\(cluster.token)",
      "wsrep_cluster_address=gcomm://\(members)",
      "wsrep_node_name=\(host)",
      "wsrep_node_address=\(address)",
      "wsrep_sst_method=rsync",
      "wsrep_provider_options=\"\(options(on: host).joined(separator: ";"))\"",
    ]
    let set = Self.ofServer.compactMap { name in
      cluster.settings[name].map { "\(name.replacing("transaction_", with: "transaction-"))=\($0)" }
    }
    return (lines + set).joined(separator: "\n") + "\n"
  }

  /// How long the log of InnoDB is: a new one must have the length that the server expects.
  private static let logSize = "16M"

  private func options(on host: HostName) -> [String] {
    let usual = [
      "gcache.dir=\(folder(host))", "gcache.size=32M",
      "gmcast.listen_addr=tcp://\(cluster.addresses[host] ?? ""):\(GaleraDatabase.groupPort)",
      "pc.recovery=TRUE",
    ]
    let set = Self.ofGalera.compactMap { name in
      cluster.settings[name].map { value in
        "\(name)=\(Self.spans.contains(name) ? Self.span(value) : value)"
      }
    }
    return usual + set
  }

  /// `1500` as `PT1.500S`.
  static func span(_ milliseconds: String) -> String {
    let count = Int(milliseconds) ?? 0
    let rest = String(count % 1000)
    return "PT\(count / 1000).\(String(repeating: "0", count: 3 - rest.count))\(rest)S"
  }

  /// The account that all trust, from everywhere, and the tables.
  var schema: String {
    """
    INSERT INTO mysql.global_priv SELECT '%', User, Priv FROM mysql.global_priv
      WHERE User = '\(GaleraDatabase.user)' AND Host = 'localhost';
    CREATE DATABASE \(GaleraDatabase.schema) CHARACTER SET ascii COLLATE ascii_bin;
    USE \(GaleraDatabase.schema);
    \(MariaDBDialect.tables)
    """
  }

  /// The folder of all files that are no data.
  func folder(_ host: HostName) -> String {
    data(host).split(separator: "/", omittingEmptySubsequences: false).dropLast(2)
      .joined(separator: "/") + "/conf"
  }

  /// The path of my.cnf.
  func path(_ host: HostName) -> String { folder(host) + "/my.cnf" }

  func data(_ host: HostName) -> String { cluster.dataDirectories[host] ?? "" }

  /// The commands that make folders, files and data.
  func commands() -> [[String]] {
    let files = cluster.members.flatMap { host in
      [
        ["mkdir", "-p", folder(host), data(host)],
        Self.write(server(on: host), to: path(host)),
      ]
    }
    guard let first = order.first else { return files }
    return files + [
      Self.write(schema, to: folder(first) + "/schema.sql"),
      ["unshare", "--mount", "--", "sh", "-c", Self.seed, "seed", folder(first)]
        + order.map(data),
    ]
  }

  /// Makes data in memory and gives each member a copy, with the group that all of them saw last.
  ///
  /// A member is called by a number that counts up in the order of the group.
  static let seed = """
    set -e
    seed=$1/seed schema=$1/schema.sql log=$1/install.log; shift
    mkdir "$seed"
    mount -t tmpfs -o size=256m tmpfs "$seed"
    mkdir "$seed/data"
    \(asItself.joined(separator: " ")) -- mariadb-install-db --no-defaults \
    --datadir="$seed/data" --skip-test-db --skip-name-resolve \
    --auth-root-authentication-method=normal --innodb-log-file-size=\(logSize) \
    --extra-file="$schema" >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
    state=$(cat /proc/sys/kernel/random/uuid)
    rest=$(cut -c 9- /proc/sys/kernel/random/uuid)
    number=0 members=
    for data; do
      number=$((number + 1))
      members="$members$(printf 'member: %08x%s 0' $number "$rest")
    "
    done
    number=0
    for data; do
      number=$((number + 1))
      cp -R "$seed/data/." "$data/"
      printf '# GALERA saved state\\nversion: 2.1\\nuuid:    %s\\nseqno:   0\\n%s\\n' \
    "$state" 'safe_to_bootstrap: 0' >"$data/grastate.dat"
      printf 'my_uuid: %08x%s\\n#vwbeg\\nview_id: 3 %08x%s 1\\nbootstrap: 0\\n%s#vwend\\n' \
    $number "$rest" 1 "$rest" "$members" >"$data/gvwstate.dat"
    done
    umount "$seed"
    rmdir "$seed"
    """

  static func write(_ text: String, to path: String) -> [String] {
    ["sh", "-c", "printf '%s' \"$1\" > \"$2\"", "write", text, path]
  }
}
