import Vocabulary

/// The files of a host: what its Patroni and its etcd read at their start.
///
/// Shape:  in `conf` and `dcs` beside the host's disk, for a data directory that is wiped, or made
///         anew by Patroni, must not take them with it.
/// Units:  spans are whole seconds, lags bytes, as Patroni has them.
/// Source: Patroni 3.0, "YAML Configuration Settings"; etcd 3.4, "Configuration flags".
struct PatroniConfiguration {
  /// Where Debian has the programs of version 15.
  static let programs = "/usr/lib/postgresql/15/bin"

  /// Settings of the whole cluster that a mission may set, with what stands there where it says
  /// nothing. Patroni's own spans of 30, 10 and 10 seconds are as long as many an exercise; a
  /// leader's key must outlive two tries and a pause between them, and in these it just does.
  static let usual = [
    "ttl": "20", "loop_wait": "5", "retry_timeout": "5",
    "maximum_lag_on_failover": "1048576", "synchronous_mode": "false",
    "synchronous_mode_strict": "false",
  ]

  private let cluster: ClusterLayout

  init(_ cluster: ClusterLayout) { self.cluster = cluster }

  /// The member that makes the database.
  ///
  /// Only its file says how: the others wait for it, so the one that was wished for leads first.
  var firstPrimary: HostName? {
    cluster.firstLeader.flatMap { cluster.addresses[$0] == nil ? nil : $0 }
      ?? cluster.members.first
  }

  /// A setting as the mission wants it.
  func setting(_ name: String) -> String {
    cluster.settings[name] ?? Self.usual[name] ?? ""
  }

  /// Whether a write waits for a standby.
  var isSynchronous: Bool { setting("synchronous_mode") == "true" }

  /// patroni.yml of a host.
  func patroni(on host: HostName) -> String {
    let address = cluster.addresses[host] ?? ""
    let stores = cluster.members.map {
      "\(cluster.addresses[$0] ?? ""):\(PatroniDatabase.storePort)"
    }
    return """
      scope: \(cluster.token)
      name: \(host)
      log:
        level: INFO
      restapi:
        listen: \(address):\(PatroniDatabase.restPort)
        connect_address: \(address):\(PatroniDatabase.restPort)
      etcd3:
        hosts: [\(stores.joined(separator: ", "))]
      \(host == firstPrimary ? bootstrap : "")\
      postgresql:
        listen: \(address),127.0.0.1:\(PatroniDatabase.clientPort)
        connect_address: \(address):\(PatroniDatabase.clientPort)
        data_dir: \(cluster.dataDirectories[host] ?? "")
        bin_dir: \(Self.programs)
        pgpass: \(folder(host))/pgpass
        use_unix_socket: true
        remove_data_directory_on_rewind_failure: true
        remove_data_directory_on_diverged_timelines: true
        basebackup:
        - checkpoint: fast
        pg_hba:
        - local all all trust
        - host all all all trust
        - host replication all all trust
        authentication:
          superuser: {username: \(PatroniDatabase.user)}
          replication: {username: replicator}
        parameters:
          unix_socket_directories: \(folder(host))
          logging_collector: "off"
          lc_messages: C
          shared_buffers: 64MB

      """
  }

  /// How the database is made, and what holds for all members from then on.
  ///
  /// A replica that asks before the primary has made its slot asks again after half a second, not
  /// after five. Both ends of a log that is cut off notice it after five seconds, not after sixty:
  /// until then each calls it streaming. Shared memory is what a namespace of its own holds.
  private var bootstrap: String {
    let settings = Self.usual.keys.sorted().map { "    \($0): \(setting($0))" }
    return """
      bootstrap:
        dcs:
      \(settings.joined(separator: "\n"))
          postgresql:
            use_pg_rewind: true
            use_slots: true
            parameters:
              max_connections: 200
              wal_retrieve_retry_interval: 500ms
              wal_sender_timeout: 5s
              wal_receiver_timeout: 5s
              dynamic_shared_memory_type: sysv
      \(archiving)\
        initdb:
        - encoding: UTF8
        - locale: C
        - data-checksums
        - auth: trust
      \(archiveSpan == nil ? "" : "  - wal-segsize: \"1\"\n")\
        post_bootstrap: sh \(firstPrimary.map(folder) ?? "")/schema.sh

      """
  }

  /// After how many seconds a file of the log is archived though it is not full; nil where none is.
  private var archiveSpan: String? { cluster.settings["archive_timeout"] }

  /// The folder of the archived log: in that of the backups, as the range has it beside all hosts.
  var archive: String {
    let hosts = firstPrimary.map(beside) ?? ""
    return hosts.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/") + "/backups/log-\(cluster.token)"
  }

  /// A file that is half copied has another name. Files of the log are short, for one is archived
  /// every few seconds however little is in it.
  private var archiving: String {
    guard let span = archiveSpan else { return "" }
    return """
              archive_mode: "on"
              archive_command: "cp %p \(archive)/%f.part && mv \(archive)/%f.part \(archive)/%f"
              archive_timeout: \(span)

      """
  }

  /// Makes the tables of all workloads; Patroni adds how to connect.
  func schema(on host: HostName) -> String {
    """
    exec psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --dbname "$1" <<'END'
    \(PostgresStore.schema)END

    """
  }

  /// etcd's file of a host.
  ///
  /// Patroni speaks to the gateway, which is on with flags and off with a file that is silent.
  func store(on host: HostName) -> String {
    func peer(_ member: HostName) -> String {
      "http://\(cluster.addresses[member] ?? ""):\(PatroniDatabase.storePeerPort)"
    }
    let address = cluster.addresses[host] ?? ""
    let client = "http://\(address):\(PatroniDatabase.storePort)"
    let members = cluster.members.map { "\($0)=\(peer($0))" }
    return """
      name: \(host)
      data-dir: \(storeFolder(host))
      listen-peer-urls: \(peer(host))
      initial-advertise-peer-urls: \(peer(host))
      listen-client-urls: \(client),http://127.0.0.1:\(PatroniDatabase.storePort)
      advertise-client-urls: \(client)
      initial-cluster: \(members.joined(separator: ","))
      initial-cluster-state: new
      initial-cluster-token: \(cluster.token)
      enable-grpc-gateway: true
      logger: zap
      log-level: warn
      log-outputs: [stderr]

      """
  }

  /// The folder of all files that are no data.
  func folder(_ host: HostName) -> String { beside(host) + "/conf" }

  /// The folder of etcd's data.
  func storeFolder(_ host: HostName) -> String { beside(host) + "/dcs" }

  /// The path of patroni.yml.
  func patroniPath(_ host: HostName) -> String { folder(host) + "/patroni.yml" }

  /// The path of etcd's file.
  func storePath(_ host: HostName) -> String { folder(host) + "/etcd.yml" }

  /// The commands that make folders and files.
  ///
  /// PostgreSQL wants its data to be nobody else's to read, and makes the folder itself.
  func commands() -> [[String]] {
    let folders = archiveSpan == nil ? [] : [["mkdir", "-p", archive]]
    return folders
      + cluster.members.flatMap { host in
        [
          ["mkdir", "-p", folder(host), storeFolder(host)],
          ["chmod", "700", storeFolder(host)],
          Self.write(store(on: host), to: storePath(host)),
          Self.write(patroni(on: host), to: patroniPath(host)),
          Self.write(schema(on: host), to: folder(host) + "/schema.sh"),
        ]
      }
  }

  /// The folder that holds the host's disk.
  private func beside(_ host: HostName) -> String {
    let data = cluster.dataDirectories[host] ?? ""
    return data.split(separator: "/", omittingEmptySubsequences: false).dropLast(2)
      .joined(separator: "/")
  }

  static func write(_ text: String, to path: String) -> [String] {
    ["sh", "-c", "printf '%s' \"$1\" > \"$2\"", "write", text, path]
  }
}
