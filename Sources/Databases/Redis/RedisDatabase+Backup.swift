package import Vocabulary

/// Source: redis.io, "Redis persistence", "Backing up Redis data"; redis-cli of Redis 7.0.
extension RedisDatabase: RestorableDatabase {
  /// `redis-cli --rdb`, which asks as a replica would: a snapshot of one moment.
  package func backup(
    of host: HostName, to file: String, in cluster: ClusterLayout
  ) -> [String] {
    ["timeout", "30", "redis-cli", "-h", cluster.addresses[host] ?? "", "--rdb", file]
  }

  /// `redis-check-rdb`, which finds every cut, for the file ends with a check sum; then size and
  /// hash.
  package func inspection(of file: String) -> [String] {
    let words = """
      redis-check-rdb "$1" || exit
      echo "[size] $(stat -c %s "$1")"
      echo "[hash] $(sha256sum "$1" | cut -c 1-16)"
      """
    return ["sh", "-c", words, "inspection", file]
  }

  /// The snapshot as the base of an append-only file, tried by a server of its own.
  ///
  /// Replicas get an empty directory, for they copy the primary's whatever they have.
  package func restore(
    _ file: String, on host: HostName, as cluster: ClusterLayout
  ) -> [String] {
    let leads = RedisConfiguration(cluster).firstPrimary == host
    return [
      "sh", "-c", Self.restoring, "restore", file, cluster.dataDirectories[host] ?? "",
      leads ? "primary" : "replica",
    ]
  }

  /// The port of the server that only a restore asks.
  private static let trialPort = 16_379

  /// A snapshot put beside an append-only file is ignored: with `appendonly yes` Redis loads what
  /// the manifest names, and nothing else.
  private static let restoring = """
    set -e
    file=$1 data=$2 role=$3
    seen=$(redis-check-rdb "$file") || {
      echo "not whole: $(echo "$seen" | grep -A 1 ERROR | tail -n 1)" >&2
      exit 1
    }
    mkdir "$data"
    [ $role = primary ] || exit 0
    mkdir "$data/appendonlydir"
    cp "$file" "$data/appendonlydir/appendonly.aof.1.base.rdb"
    echo 'file appendonly.aof.1.base.rdb seq 1 type b' \
    >"$data/appendonlydir/appendonly.aof.manifest"
    redis-server --port \(trialPort) --bind 127.0.0.1 --dir "$data" --appendonly yes --save '' \
    >"$data/restore.log" &
    server=$!
    trap 'kill $server 2>/dev/null || :' EXIT
    at() { redis-cli -e -p \(trialPort) --raw "$@"; }
    until [ "$(at PING 2>/dev/null)" = PONG ]; do
      kill -0 $server 2>/dev/null || { tail -n 1 "$data/restore.log" >&2; exit 1; }
      sleep 0.05
    done
    at EVAL '\(held)' 0 >"$data/\(RestoredKeys.file)"
    at SHUTDOWN NOSAVE >&2 || :
    wait $server
    """

  /// Every text with its key.
  private static let held = """
    local held = {} \
    for _, key in ipairs(redis.call("KEYS", "*")) do \
    if redis.call("TYPE", key).ok == "string" then \
    held[#held + 1] = key .. "\\t" .. redis.call("GET", key) end end \
    return held
    """

  /// The primary and its replicas as the host's Sentinel has them, and whether it could elect.
  ///
  /// A replica counts once the primary has it online: until then it is still copied.
  package func membership(
    seenFrom host: HostName, of cluster: ClusterLayout, without others: [HostName]
  ) -> (arguments: [String], expecting: CommandExpectation) {
    let addresses = cluster.members.map { cluster.addresses[$0] ?? "" }
    let words = """
      at() { timeout 2 redis-cli -e -h "$@"; }
      sentinel() { at \(cluster.addresses[host] ?? "") -p \(Self.sentinelPort) SENTINEL "$@"; }
      name=$(sentinel MASTERS | sed -n 2p)
      primary=$(sentinel GET-MASTER-ADDR-BY-NAME $name | head -n 1)
      sentinel CKQUORUM $name
      known=$({ echo $primary; sentinel REPLICAS $name | sed -n '/^ip$/{n;p;}'; } | LC_ALL=C sort)
      echo members: $known.
      at $primary ROLE | grep -q master && echo "leads [$primary]"
      at $primary INFO replication \
      | sed -n 's/^slave.*:ip=\\([^,]*\\),.*state=online.*/follows [\\1]/p'
      """
    return (
      ["sh", "-c", words],
      CommandExpectation(
        shows: ["OK ", "members: \(addresses.sorted().joined(separator: " "))."]
          + addresses.map { "[\($0)]" },
        meaning: "\(host) is a member of a cluster of "
          + cluster.members.map(\.rawValue).joined(separator: ", "))
    )
  }
}

extension RedisDatabase: RefoundedDatabase {
  /// Both files of the host, for a Sentinel never forgets whom it once knew.
  ///
  /// The name stays, for clients ask by it. Of two clusters of one name Sentinels believe the one
  /// with the higher epoch: should a member of the old one come back, it follows the new one.
  package func refounding(
    of host: HostName, as cluster: ClusterLayout, after old: ClusterLayout
  ) -> [[String]] {
    var cluster = cluster
    cluster.token = old.token
    let files = RedisConfiguration(cluster)
    let words = """
      epoch=$(sed -n 's/^sentinel current-epoch //p' "$2")
      epoch=$((${epoch:-0} + 1000))
      printf '%ssentinel config-epoch %s %s\\nsentinel current-epoch %s\\n' \
      "$1" "$3" $epoch $epoch >"$2.new"
      mv "$2.new" "$2"
      """
    return [
      RedisConfiguration.write(files.redis(on: host), to: files.redisPath(host)),
      [
        "sh", "-c", words, "sentinel", files.sentinel(on: host), files.sentinelPath(host),
        cluster.token,
      ],
    ]
  }
}
