import Vocabulary

/// A failover that one Sentinel conducts by itself, because somebody told it to.
///
/// Effect: the Sentinel asks no other one. It promotes the Redis that it sees best, its own where
///         it sees no other, and gives the result a number that no election had. When it meets the
///         others again the higher number wins: they take its word, and what the primary of the
///         majority acknowledged meanwhile is thrown away.
/// Source: redis.io, "High availability with Redis Sentinel", `SENTINEL FAILOVER`.
extension RedisDatabase {
  /// Its own Sentinel is told, again and again until it has looked at its Redis lately enough.
  func forcing(of host: HostName, _ site: OperatorSite) -> OperatorProcedure {
    let address = site.layout.addresses[host] ?? ""
    let named = ["-p", "\(Self.sentinelPort)", "SENTINEL", "GET-MASTER-ADDR-BY-NAME"]
    return OperatorProcedure(
      actions: [
        .command(
          OperatorCommand(
            on: host, ["sh", "-c", Self.force, "force", site.layout.token], limitNs: .seconds(20)))
      ],
      proof: [
        .command(
          host: host, arguments: ["redis-cli"] + named + [site.layout.token],
          expecting: CommandExpectation(
            shows: [address], meaning: "the Sentinel of \(host) calls \(host) the primary")),
        .command(
          host: host, arguments: ["redis-cli", "ROLE"],
          expecting: CommandExpectation(
            shows: ["master"], meaning: "the Redis of \(host) takes writes")),
      ])
  }

  /// Where others are seen as well, the lowest number is preferred, once it is known.
  static let force = """
    redis-cli -e CONFIG SET replica-priority 1 || exit 1
    tries=0
    until redis-cli -e -p \(sentinelPort) SENTINEL FAILOVER "$1"; do
      tries=$((tries + 1)); [ $tries -lt 30 ] || exit 1
      sleep 0.5
    done
    """
}
