package import Vocabulary

/// Source: etcd operations guide, "Disaster recovery"; `etcdctl snapshot` of etcd 3.4.
extension EtcdDatabase: RestorableDatabase {
  /// `etcdctl snapshot save`, asked of that one member.
  package func backup(
    of host: HostName, to file: String, in cluster: ClusterLayout
  ) -> [String] {
    Self.ctl(host, cluster, patience: 30) + ["snapshot", "save", file]
  }

  /// `etcdctl snapshot status`; on a file that was cut short etcd 3.4 ends with a panic.
  package func inspection(of file: String) -> [String] {
    ["env", "ETCDCTL_API=3", "etcdctl", "snapshot", "status", file, "-w", "json"]
  }

  /// `etcdctl snapshot restore`, which checks the file's hash and asks no member.
  package func restore(
    _ file: String, on host: HostName, as cluster: ClusterLayout
  ) -> [String] {
    let peers = cluster.members.map { "\($0)=\(Self.peerURL($0, cluster))" }
    return [
      "env", "ETCDCTL_API=3", "etcdctl", "snapshot", "restore", file,
      "--name", host.rawValue, "--data-dir", cluster.dataDirectories[host] ?? "",
      "--initial-advertise-peer-urls", Self.peerURL(host, cluster),
      "--initial-cluster", peers.joined(separator: ","),
      "--initial-cluster-token", cluster.token,
    ]
  }

  /// `etcdctl member list`, which prints `id, started, n1, …` for each.
  package func membership(
    seenFrom host: HostName, of cluster: ClusterLayout, without others: [HostName]
  ) -> (arguments: [String], expecting: CommandExpectation) {
    (
      Self.ctl(host, cluster, patience: 3) + ["member", "list"],
      CommandExpectation(
        shows: cluster.members.map { ", \($0), " },
        hides: others.filter { !cluster.members.contains($0) }.map { ", \($0), " },
        meaning: "\(host) is a member of a cluster of "
          + cluster.members.map(\.rawValue).joined(separator: ", "))
    )
  }

  static func ctl(_ host: HostName, _ cluster: ClusterLayout, patience: Int) -> [String] {
    [
      "env", "ETCDCTL_API=3", "etcdctl",
      "--endpoints=http://\(address(host, cluster)):\(clientPort)",
      "--command-timeout=\(patience)s",
    ]
  }

  static func peerURL(_ host: HostName, _ cluster: ClusterLayout) -> String {
    "http://\(address(host, cluster)):\(peerPort)"
  }

  private static func address(_ host: HostName, _ cluster: ClusterLayout) -> String {
    cluster.addresses[host] ?? "<address of \(host)>"
  }
}
