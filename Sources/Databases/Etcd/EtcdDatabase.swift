package import Vocabulary

/// etcd 3.4 as Debian ships it, members on ports 2379 (clients) and 2380 (peers).
///
/// Source: etcd operations guide, "Clustering", static bootstrap.
package struct EtcdDatabase: PreparedDatabase {
  /// The database for a catalogue.
  package init() {}

  /// `etcd`.
  package var kind: String { "etcd" }

  static let clientPort = 2379
  static let peerPort = 2380

  /// A member of a new static cluster; settings become flags of the same name, but `peer-tls`.
  package func service(on host: HostName, in cluster: ClusterLayout) -> ServiceCommand {
    let address = cluster.addresses[host] ?? "127.0.0.1"
    let certificates = EtcdCertificates(cluster)
    let scheme = certificates == nil ? "http" : "https"
    let peers = cluster.members.map { member in
      "\(member)=\(scheme)://\(cluster.addresses[member] ?? ""):\(Self.peerPort)"
    }
    var arguments = [
      "--name", host.rawValue,
      "--data-dir", cluster.dataDirectories[host] ?? "",
      "--listen-peer-urls", "\(scheme)://\(address):\(Self.peerPort)",
      "--initial-advertise-peer-urls", "\(scheme)://\(address):\(Self.peerPort)",
      "--listen-client-urls",
      "http://\(address):\(Self.clientPort),http://127.0.0.1:\(Self.clientPort)",
      "--advertise-client-urls", "http://\(address):\(Self.clientPort)",
      "--initial-cluster", peers.joined(separator: ","),
      "--initial-cluster-state", "new",
      "--initial-cluster-token", cluster.token,
      "--logger", "zap", "--log-outputs", "stderr",
    ]
    arguments += certificates?.arguments(of: host) ?? []
    for (name, value) in cluster.settings.sorted(by: { $0.key < $1.key })
    where name != EtcdCertificates.setting {
      arguments.append("--\(name)=\(value)")
    }
    return ServiceCommand(
      executable: "etcd", arguments: arguments,
      environment: [:],
      readiness: ServiceCommand.Readiness(
        port: Self.clientPort, question: "GET /health HTTP/1.0\r\n\r\n",
        answer: "\"health\":\"true\""))
  }

  /// Certificates, where the mission wants members to show them to each other.
  package func preparations(for cluster: ClusterLayout) -> [[String]] {
    EtcdCertificates(cluster)?.commands() ?? []
  }

  /// `etcdctl move-leader`, sent to the present leader as etcd demands.
  package func moveLeaderCommand(
    to host: HostName, in cluster: ClusterLayout, status: ClusterStatus
  ) -> [String]? {
    guard let leader = status.leader, let address = cluster.addresses[leader],
      let id = status.members.first(where: { $0.host == host })?.id
    else { return nil }
    return [
      "env", "ETCDCTL_API=3", "etcdctl", "--endpoints=http://\(address):\(Self.clientPort)",
      "--command-timeout=3s", "move-leader", id,
    ]
  }
}
