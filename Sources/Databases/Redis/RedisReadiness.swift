import Vocabulary

/// What a member must answer before it counts as serving.
///
/// Shape:  either it is a primary, and its Sentinel and another member's call it so; or it follows
///         one with a link that is up and no copy under way, and its Sentinel and that one's call
///         the same one the primary. In both cases its Sentinel has met all others, is connected to
///         at least one of them now, and says that enough are there to elect.
/// Effect: a replica that still loads its copy does not serve; nor does a primary that comes back
///         after another one was elected, although its own Sentinel knows no better for a second,
///         or who follows that one.
/// Units:  from nothing 2.7 s, for Sentinels say hello every two seconds; 10.4 s for a primary that
///         comes back, for Sentinels make it a replica only after eight.
/// Limits: a Sentinel that has just been started takes the others that it knows from its file for
///         alive until `down-after-milliseconds` have passed; that one must be connected closes the
///         gap for three members, and only narrows it for more. Two members of three that come back
///         at once with old files believe each other until the third says hello.
struct RedisReadiness {
  private let cluster: ClusterLayout

  init(_ cluster: ClusterLayout) { self.cluster = cluster }

  /// The ways of a host to serve.
  func ways(of host: HostName) -> ServiceCommand.Readiness {
    let watched = [elects, acquainted].compactMap { $0 }
    let others = cluster.members.filter { $0 != host }
    let leads = [replication(["role:master\r\n"]), primary(is: host)] + watched
    let leading = others.isEmpty ? [leads] : others.map { leads + [primary(is: host, says: $0)] }
    let following = others.map { other in
      [
        replication([
          "role:slave\r\n", "master_host:\(address(other))\r\n", "master_link_status:up\r\n",
          "master_sync_in_progress:0\r\n",
        ]),
        primary(is: other), primary(is: other, says: other),
      ] + watched
    }
    return ServiceCommand.Readiness(ways: leading + following)
  }

  /// Redis closes at `QUIT`, so that a wrong answer is known at once; a Sentinel has no such word.
  private func replication(_ answers: [String]) -> ServiceCommand.Readiness.Question {
    ServiceCommand.Readiness.Question(
      port: RedisDatabase.clientPort, question: "INFO replication\r\nQUIT\r\n",
      answers: answers)
  }

  /// Whom a Sentinel calls the primary, the member's own unless another one is named.
  private func primary(
    is host: HostName, says other: HostName? = nil
  ) -> ServiceCommand.Readiness.Question {
    var asked = sentinel("GET-MASTER-ADDR-BY-NAME", ["\r\n\(address(host))\r\n"])
    asked.address = other.map(address)
    return asked
  }

  private var elects: ServiceCommand.Readiness.Question { sentinel("CKQUORUM", ["+OK "]) }

  /// Flags of eight letters are `sentinel` alone: neither disconnected nor down.
  private var acquainted: ServiceCommand.Readiness.Question? {
    let others = cluster.members.count - 1
    guard others > 0 else { return nil }
    return sentinel("SENTINELS", ["*\(others)\r\n", "flags\r\n$8\r\nsentinel\r\n"])
  }

  private func sentinel(
    _ word: String, _ answers: [String]
  ) -> ServiceCommand.Readiness.Question {
    ServiceCommand.Readiness.Question(
      port: RedisDatabase.sentinelPort, question: "SENTINEL \(word) \(cluster.token)\r\n",
      answers: answers)
  }

  private func address(_ host: HostName) -> String { cluster.addresses[host] ?? "" }
}
