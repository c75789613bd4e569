import Vocabulary

/// What a member must answer before it counts as serving.
///
/// Shape:  either its Sentinel calls it the primary and it is one; or its Sentinel calls another
///         one the primary, and it follows that one with a link that is up and no copy under way.
///         In both cases the Sentinel has met all others, is connected to at least one of them now,
///         and says that enough are there to elect.
/// Effect: a replica that still loads its copy, one that follows a primary of yesterday, and a
///         primary whose Sentinel knows a newer one do not serve.
/// Units:  from nothing about two and a half seconds: Sentinels say hello every two seconds.
/// Limits: a Sentinel that has just been started takes the others that it knows from its file for
///         alive until `down-after-milliseconds` have passed; that one must be connected closes the
///         gap for three members, and only narrows it for more.
struct RedisReadiness {
  private let cluster: ClusterLayout

  init(_ cluster: ClusterLayout) { self.cluster = cluster }

  /// The ways of a host to serve.
  func ways(of host: HostName) -> ServiceCommand.Readiness {
    let watched = [elects, acquainted].compactMap { $0 }
    let leading = [replication(["role:master\r\n"]), primary(is: host)] + watched
    let following = cluster.members.filter { $0 != host }.map { other in
      [
        replication([
          "role:slave\r\n", "master_host:\(address(other))\r\n", "master_link_status:up\r\n",
          "master_sync_in_progress:0\r\n",
        ]),
        primary(is: other),
      ] + watched
    }
    return ServiceCommand.Readiness(ways: [leading] + following)
  }

  /// Redis closes at `QUIT`, so that a wrong answer is known at once; a Sentinel has no such word.
  private func replication(_ answers: [String]) -> ServiceCommand.Readiness.Question {
    ServiceCommand.Readiness.Question(
      port: RedisDatabase.clientPort, question: "INFO replication\r\nQUIT\r\n",
      answers: answers)
  }

  private func primary(is host: HostName) -> ServiceCommand.Readiness.Question {
    sentinel("GET-MASTER-ADDR-BY-NAME", ["\r\n\(address(host))\r\n"])
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
