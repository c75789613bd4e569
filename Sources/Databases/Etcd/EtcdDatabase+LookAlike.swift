package import Vocabulary

extension EtcdDatabase: LookAlikeDatabase {
  /// One transaction; the values are below zero, as those of a workload never are.
  ///
  /// Limits: 128 keys, which is what etcd takes in one transaction.
  package func filling(
    of host: HostName, keys: [String], in cluster: ClusterLayout
  ) -> [String] {
    let puts = keys.enumerated().map { "put -- \($1) -\($0 + 1)" }.joined(separator: "\n")
    let tool = Self.ctl(host, cluster, patience: 5).joined(separator: " ")
    return ["sh", "-c", "printf '%s' \"$1\" | \(tool) txn", "fill", "\n\(puts)\n\n\n"]
  }
}
