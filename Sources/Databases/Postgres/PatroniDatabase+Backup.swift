package import Vocabulary

/// Source: PostgreSQL 15, "pg_basebackup", "pg_verifybackup", "Continuous Archiving and
///         Point-in-Time Recovery"; Patroni 3.0, "Convert a Standalone to a Patroni Cluster".
extension PatroniDatabase: RestorableDatabase {
  /// `pg_basebackup` with the log that was written meanwhile, packed into one file.
  ///
  /// What it copies is of many moments; the log brings all of it to the last of them.
  package func backup(
    of host: HostName, to file: String, in cluster: ClusterLayout
  ) -> [String] {
    let words = """
      set -e
      trap 'rm -rf "$1.part"' EXIT
      timeout 30 \(PatroniConfiguration.programs)/pg_basebackup -h "$2" -U \(Self.user) \
      -D "$1.part" -X stream -c fast
      tar -C "$1.part" -cf "$1" .
      """
    return ["sh", "-c", words, "backup", file, cluster.addresses[host] ?? ""]
  }

  /// `pg_verifybackup`, which knows the size and check sum of every file and reads the log.
  package func inspection(of file: String) -> [String] {
    let words = """
      set -e
      trap 'rm -rf "$1.look"' EXIT
      mkdir "$1.look"
      tar --no-same-owner -C "$1.look" -xf "$1"
      echo "size $(stat -c %s "$1")"
      if \(CopiedFiles.isOne("$1")); then
        echo "hash $(sha256sum "$1" | cut -c 1-16)"
        \(PatroniConfiguration.programs)/pg_controldata "$1.look" \
      | sed -n 's/^Latest checkpoint location: */position /p'
        exit
      fi
      \(PatroniConfiguration.programs)/pg_verifybackup --quiet "$1.look"
      sed -n 's/.*"End-LSN": "\\([^"]*\\)".*/position \\1/p; \
      s/.*"Manifest-Checksum": "\\(.\\{16\\}\\).*/hash \\1/p' "$1.look/backup_manifest"
      """
    return ["sh", "-c", words, "inspection", file]
  }

  /// The files as they were, brought to the backup's last moment by a server of its own; replicas
  /// get an empty directory, for Patroni copies the primary's.
  package func restore(
    _ file: String, on host: HostName, as cluster: ClusterLayout
  ) -> [String] {
    Self.restore(file, on: host, as: cluster, upTo: "backup")
  }

  private static func restore(
    _ file: String, on host: HostName, as cluster: ClusterLayout, upTo end: String
  ) -> [String] {
    let leads = PatroniConfiguration(cluster).firstPrimary == host
    return asItself + [
      "sh", "-c", restoring, "restore", file, cluster.dataDirectories[host] ?? "",
      leads ? "primary" : "replica", end,
    ]
  }

  /// PostgreSQL refuses root; see the service of a member.
  static let asItself = [
    "unshare", "--user", "--map-user=postgres", "--map-group=postgres", "--ipc", "--",
  ]

  /// The port of the server that only a restore asks.
  private static let trialPort = 15_432

  /// Ends at the backup's last moment on a timeline of its own: what was written after it on the
  /// old one must not be mistaken for the continuation.
  private static let restoring = """
    set -e
    file=$1 data=$2 role=$3 end=$4 programs=\(PatroniConfiguration.programs)
    mkdir -m 700 "$data"
    tar --no-same-owner -C "$data" -xf "$file" || { rm -rf "$data"; exit 1; }
    chmod 700 "$data"
    target='-c restore_command=false -c recovery_target=immediate'
    if \(CopiedFiles.isOne("$file")); then
      target='-c restore_command=false'
      test -s "$data/global/pg_control" && test -s "$data/PG_VERSION" || {
        rm -rf "$data"
        echo 'not whole: a copy without a control file' >&2
        exit 1
      }
    else
      $programs/pg_verifybackup --quiet "$data" || { rm -rf "$data"; exit 1; }
    fi
    if [ $role = replica ]; then
      rm -rf "$data"
      mkdir -m 700 "$data"
      exit
    fi
    archive=$(sed -n "s|^archive_command.* \\(/[^ ]*\\)/%f'.*|\\1|p" "$data/postgresql.conf")
    if [ "$end" != backup ]; then
      [ -n "$archive" ] || {
        rm -rf "$data"
        echo 'its server archived no log' >&2
        exit 1
      }
      target="-c restore_command='cp $archive/%f %p 2>/dev/null'"
      [ "$end" = archive ] || target="$target -c recovery_target_name=${end#mark }"
    fi
    rm -f "$data/standby.signal" "$data/backup_manifest"
    touch "$data/recovery.signal"
    at() {
      psql --no-psqlrc -h 127.0.0.1 -p \(trialPort) -U \(user) -d \(catalog) -AtF '\t' -c "$1"
    }
    failed() {
      { grep FATAL "$data/restore.log" || cat "$data/restore.log"; } | tail -n 1 >&2
      rm -rf "$data"
      exit 1
    }
    $programs/pg_ctl -D "$data" -l "$data/restore.log" -s -w -t 20 -o "-p \(trialPort) \
    -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c dynamic_shared_memory_type=sysv \
    $target -c recovery_target_action=promote -c archive_mode=off \
    -c synchronous_standby_names=" start || failed
    until [ "$(at 'SELECT pg_is_in_recovery()' 2>/dev/null)" = f ]; do
      $programs/pg_ctl -D "$data" status >/dev/null || failed
      sleep 0.05
    done
    at 'SELECT k, v FROM registers' >"$data/\(RestoredKeys.file)"
    $programs/pg_ctl -D "$data" -s -w -m fast stop
    if [ -n "$archive" ] && [ "${data%.trial}" = "$data" ]; then
      cp "$(ls "$data"/pg_wal/*.history | tail -n 1)" "$archive"
    fi
    """

  /// The members that Patroni knows, who takes writes, and who follows.
  package func membership(
    seenFrom host: HostName, of cluster: ClusterLayout, without others: [HostName]
  ) -> (arguments: [String], expecting: CommandExpectation) {
    let leader = PatroniConfiguration(cluster).firstPrimary
    let addresses = cluster.members.compactMap { cluster.addresses[$0] }
    let words = """
      "$@" list -f tsv
      PGTARGETSESSIONATTRS=read-write PGCONNECT_TIMEOUT=2 psql --no-psqlrc \
      -h \(addresses.joined(separator: ",")) -U \(Self.user) -d \(Self.catalog) -Atc \
      "SELECT 'takes writes' UNION ALL SELECT 'follows [' || application_name || ']' \
      FROM pg_stat_replication WHERE state = 'streaming'"
      """
    return (
      ["sh", "-c", words, "membership"] + Self.ctl(host, cluster),
      CommandExpectation(
        shows: cluster.members.map { "\t\($0)\t" } + ["takes writes"]
          + cluster.members.filter { $0 != leader }.map { "follows [\($0)]" },
        hides: others.filter { !cluster.members.contains($0) }.map { "\t\($0)\t" },
        meaning: "\(host) is a member of a cluster of "
          + cluster.members.map(\.rawValue).joined(separator: ", "))
    )
  }
}

/// Source: PostgreSQL 15, "File System Level Backup", "Making a Base Backup Using the Low Level
///         API": without `pg_backup_start` nothing says from where on the log must be played again.
extension PatroniDatabase: CopiedDatabase {
  /// The log and the control file, which says where to begin, then the tables of a later moment.
  ///
  /// In the hours that the copy of a large database takes there is a checkpoint, so there is here.
  package func copy(
    of host: HostName, to file: String, in cluster: ClusterLayout
  ) -> [String] {
    let checkpoint = """
      psql --no-psqlrc -q -h "$3" -U \(Self.user) -d \(Self.catalog) -c CHECKPOINT
      """
    let words = """
      set -e
      \(CopiedFiles.packing(
        "$2", first: ["./global", "./pg_wal"], without: ["./postmaster.*"], into: "$1",
        between: checkpoint))
      """
    return [
      "sh", "-c", words, "copy", file, cluster.dataDirectories[host] ?? "",
      cluster.addresses[host] ?? "",
    ]
  }

  /// A base backup has a label, by which recovery begins, and a manifest.
  package func copyQuestion(of file: String) -> [String] {
    let words = """
      names=$(tar -tf "$1") && echo "$names" | grep -qx ./global/pg_control &&
      ! echo "$names" | grep -qx -e ./backup_label -e ./backup_manifest
      """
    return ["sh", "-c", words, "question", file]
  }
}

/// Source: PostgreSQL 15, "Continuous Archiving and Point-in-Time Recovery", "Recovery Target".
extension PatroniDatabase: ReplayedDatabase {
  /// A restore point on whoever takes writes, and the end of the log's file that holds it.
  package func mark(_ name: String, note: String, in cluster: ClusterLayout) -> [String] {
    let addresses = cluster.members.compactMap { cluster.addresses[$0] }
    let words = """
      set -e
      at() {
        PGTARGETSESSIONATTRS=read-write PGCONNECT_TIMEOUT=2 psql --no-psqlrc \
      -h \(addresses.joined(separator: ",")) -U \(Self.user) -d \(Self.catalog) -Atc "$1"
      }
      [ "$(at 'SHOW archive_mode')" = on ] || {
        echo 'no log is archived: give the database archive_timeout' >&2
        exit 1
      }
      at "SELECT pg_create_restore_point('$2')"
      at 'SELECT pg_walfile_name(pg_switch_wal())' >"$1"
      """
    return ["sh", "-c", words, "mark", note, name]
  }

  /// Files are archived in their order, so the one with the point has all before it there.
  package func markQuestion(note: String, in cluster: ClusterLayout) -> [String] {
    let archive = PatroniConfiguration(cluster).archive
    return [
      "sh", "-c", "test -s \"$1\" && test -f \"$2/$(cat \"$1\")\"", "question", note, archive,
    ]
  }

  /// A point that the archived log does not reach makes the recovery fail.
  package func restore(
    _ file: String, on host: HostName, as cluster: ClusterLayout, upTo end: LogEnd
  ) -> [String] {
    switch end {
    case .archive: Self.restore(file, on: host, as: cluster, upTo: "archive")
    case .mark(let name): Self.restore(file, on: host, as: cluster, upTo: "mark \(name)")
    }
  }
}

extension PatroniDatabase: RefoundedDatabase {
  /// Patroni's file and an empty etcd of exactly these hosts.
  ///
  /// In a new etcd nobody leads; the one that has data takes the key and tells the settings, which
  /// Patroni keeps beside the data as well, and the others copy it.
  package func refounding(
    of host: HostName, as cluster: ClusterLayout, after old: ClusterLayout
  ) -> [[String]] {
    let files = PatroniConfiguration(cluster)
    let store = files.storeFolder(host)
    return [
      ["rm", "-rf", store], ["mkdir", "-m", "700", store],
      PatroniConfiguration.write(files.store(on: host), to: files.storePath(host)),
      PatroniConfiguration.write(files.patroni(on: host), to: files.patroniPath(host)),
    ]
  }
}
