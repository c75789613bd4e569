package import Vocabulary

/// Source: MariaDB, "Full Backup and Restore with Mariabackup", "Manual SST of Galera Cluster Node
///         With Mariabackup"; Galera Cluster documentation, "Recovering the Primary Component".
extension GaleraDatabase: RestorableDatabase {
  /// `mariabackup --backup` as one stream, with the number of the last write that it holds.
  package func backup(
    of host: HostName, to file: String, in cluster: ClusterLayout
  ) -> [String] {
    let words = """
      set -e
      trap 'rm -rf "$1.part"' EXIT
      mkdir "$1.part"
      timeout 30 mariabackup --no-defaults --backup --galera-info --stream=xbstream \
      --host=127.0.0.1 --port=\(Self.clientPort) --user=\(Self.user) --datadir="$2" \
      --target-dir="$1.part" >"$1"
      """
    return ["sh", "-c", words, "backup", file, cluster.dataDirectories[host] ?? ""]
  }

  /// Unpacked and prepared beside the file: a stream that ends too early or is empty does neither.
  package func inspection(of file: String) -> [String] {
    let words = """
      set -e
      trap 'rm -rf "$1.look"' EXIT
      mkdir "$1.look"
      \(Self.unpacking("$1", to: "$1.look"))
      \(Self.position(in: "$1.look"))
      echo "size $(stat -c %s "$1")"
      echo "hash $(sha256sum "$1" | cut -c 1-16)"
      echo "position $position"
      """
    return ["sh", "-c", words, "inspection", file]
  }

  /// The prepared backup on every host, with the saved view of one group of exactly these, so that
  /// nothing has to be copied from one to the other.
  package func restore(
    _ file: String, on host: HostName, as cluster: ClusterLayout
  ) -> [String] {
    let order = GaleraConfiguration(cluster).order
    return GaleraConfiguration.asItself + [
      "--", "sh", "-c", Self.restoring, "restore", file, cluster.dataDirectories[host] ?? "",
      cluster.token, "\((order.firstIndex(of: host) ?? 0) + 1)", "\(order.count)",
    ]
  }

  /// The messages of both tools are long: only where one fails its last line is shown.
  private static func unpacking(_ file: String, to folder: String) -> String {
    """
    if \(CopiedFiles.isOne(file)); then
      tar --no-same-owner -C "\(folder)" -xf "\(file)"
    else
      mbstream -x -C "\(folder)" <"\(file)"
      mariabackup --no-defaults --prepare --use-memory=32M --target-dir="\(folder)" \
    >"\(folder)/prepare.log" 2>&1 || { tail -n 1 "\(folder)/prepare.log" >&2; exit 1; }
    fi
    """
  }

  /// The number of the last write: what mariabackup noted, else what InnoDB finds in its log.
  ///
  /// To find it the log is played again in place, as an operator would. The disk of a host takes no
  /// sockets.
  private static func position(in folder: String) -> String {
    """
    if [ -f "\(folder)/xtrabackup_galera_info" ]; then
      position=$(cut -d ' ' -f 1 "\(folder)/xtrabackup_galera_info")
    else
      mariadbd --no-defaults --user=$(id -un) --datadir="\(folder)" --wsrep-on=ON \
    --wsrep-provider=/usr/lib/galera/libgalera_smm.so --wsrep-cluster-address=gcomm:// \
    --binlog-format=ROW --wsrep-recover --skip-networking --skip-log-bin \
    --innodb-log-file-size=16M --innodb-use-native-aio=OFF --innodb-flush-method=fsync \
    --pid-file="\(folder)/recover.pid" \
    --socket="$(mktemp -u)" >"\(folder)/recover.log" 2>&1 || {
        { grep -m 1 ERROR "\(folder)/recover.log" || tail -n 1 "\(folder)/recover.log"; } >&2
        exit 1
      }
      position=$(sed -n 's/.*Recovered position: *//p' "\(folder)/recover.log" | tail -n 1)
      test -n "$position"
    fi
    """
  }

  /// The port of the server that only a restore asks.
  private static let trialPort = 13_306

  /// Members of one view are called by numbers that count up; the rest of each name, and of the
  /// view's, comes of the new group's token, so that all hosts find the same.
  private static let restoring = """
    set -e
    file=$1 data=$2 token=$3 number=$4 count=$5
    mkdir "$data"
    work=$(mktemp -d)
    server=
    end() {
      [ $1 = 0 ] || rm -rf "$data"
      [ -z "$server" ] || kill $server 2>/dev/null || :
      rm -rf "$work"
    }
    trap 'end $?' EXIT
    \(unpacking("$file", to: "$data"))
    \(position(in: "$data"))
    if [ $number = 1 ]; then
      mariadbd --no-defaults --datadir="$data" --wsrep-on=OFF --skip-log-bin --skip-name-resolve \
    --port=\(trialPort) --bind-address=127.0.0.1 --socket="$work/socket" --pid-file="$work/pid" \
    --innodb-log-file-size=16M --innodb-use-native-aio=OFF --innodb-flush-method=fsync \
    >"$work/log" 2>&1 &
      server=$!
      at() { mariadb --no-defaults -S "$work/socket" -u \(user) -N -B \(schema) -e "$1"; }
      until at 'SELECT 1' >/dev/null 2>&1; do
        kill -0 $server 2>/dev/null || { grep -m 1 ERROR "$work/log" >&2; exit 1; }
        sleep 0.05
      done
      at 'SELECT k, v FROM registers' >"$data/\(RestoredKeys.file)"
      at SHUTDOWN
      wait $server
      server=
    fi
    rest=$(printf '%s' "$token" | sha256sum \
    | sed 's/^\\(....\\)\\(....\\)\\(....\\)\\(.\\{12\\}\\).*/-\\1-\\2-\\3-\\4/')
    printf '# GALERA saved state\\nversion: 2.1\\nuuid:    %s\\nseqno:   %s\\n%s\\n' \
    "${position%:*}" "${position##*:}" 'safe_to_bootstrap: 0' >"$data/grastate.dat"
    {
      printf 'my_uuid: %08x%s\\n#vwbeg\\nview_id: 3 %08x%s 1\\nbootstrap: 0\\n' \
    $number "$rest" 1 "$rest"
      for member in $(seq $count); do printf 'member: %08x%s 0\\n' $member "$rest"; done
      echo '#vwend'
    } >"$data/gvwstate.dat"
    """

  /// What the member says of its component: primary, synced, and exactly these.
  package func membership(
    seenFrom host: HostName, of cluster: ClusterLayout, without others: [HostName]
  ) -> (arguments: [String], expecting: CommandExpectation) {
    let statement = """
      SELECT LOWER(VARIABLE_NAME), VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS \
      WHERE VARIABLE_NAME IN ('wsrep_cluster_status', 'wsrep_cluster_size', \
      'wsrep_local_state_comment', 'wsrep_incoming_addresses')
      """
    return (
      Self.typed(statement),
      CommandExpectation(
        shows: [
          "wsrep_cluster_status\tPrimary\n", "wsrep_cluster_size\t\(cluster.members.count)\n",
          "wsrep_local_state_comment\tSynced\n",
        ] + cluster.members.map { "\(cluster.addresses[$0] ?? ""):\(Self.clientPort)" },
        meaning: "\(host) is a member of a cluster of "
          + cluster.members.map(\.rawValue).joined(separator: ", "))
    )
  }
}

/// Source: MariaDB, "Backup and Restore Overview": files of a running server are not of one moment.
extension GaleraDatabase: CopiedDatabase {
  /// The log of InnoDB, then the tables of a later moment.
  package func copy(
    of host: HostName, to file: String, in cluster: ClusterLayout
  ) -> [String] {
    let words = """
      set -e
      \(CopiedFiles.packing(
        "$2", first: ["./ib_logfile0"], without: ["./ibtmp1"], into: "$1"))
      """
    return ["sh", "-c", words, "copy", file, cluster.dataDirectories[host] ?? ""]
  }

  /// mariabackup adds a file that says how it was made.
  package func copyQuestion(of file: String) -> [String] {
    let words = """
      names=$(tar -tf "$1") && echo "$names" | grep -qx ./ibdata1 &&
      ! echo "$names" | grep -q xtrabackup_
      """
    return ["sh", "-c", words, "question", file]
  }
}

extension GaleraDatabase: RefoundedDatabase {
  /// A file that names exactly these, under a name that no member of the old group has.
  ///
  /// The cache of writes is of the old group, and its numbers would be given a second time.
  package func refounding(
    of host: HostName, as cluster: ClusterLayout, after old: ClusterLayout
  ) -> [[String]] {
    let files = GaleraConfiguration(cluster)
    return [
      ["rm", "-f", "\(files.folder(host))/galera.cache"],
      GaleraConfiguration.write(files.server(on: host), to: files.path(host)),
    ]
  }
}
