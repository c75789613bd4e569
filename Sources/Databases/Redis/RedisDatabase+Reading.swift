package import Vocabulary

extension RedisDatabase: ReadableDatabase {
  /// `AUX FIELD repl-offset = '123'`, `[info] 21 keys read`, and what the inspection adds.
  package func figures(fromInspection text: String) -> BackupFigures? {
    var fields: [Substring: Substring] = [:]
    for line in text.split(separator: "\n") {
      if let field = line.firstRange(of: "AUX FIELD ") {
        let parts = line[field.upperBound...].split(separator: " = ", maxSplits: 1)
        if parts.count == 2 { fields[parts[0]] = parts[1].filter { $0 != "'" }[...] }
      } else if line.hasPrefix("[") {
        let words = line.split(separator: " ")
        guard words.count > 1 else { continue }
        if line.hasSuffix(" keys read") { fields["keys"] = words[1] }
        if words[0] == "[size]" || words[0] == "[hash]" { fields[words[0]] = words[1] }
      }
    }
    guard text.contains("RDB looks OK"), let keys = fields["keys"].flatMap({ Int64($0) }),
      let bytes = fields["[size]"].flatMap({ Int64($0) }), let hash = fields["[hash]"]
    else { return nil }
    let offset = fields["repl-offset"].flatMap { Int64($0) } ?? 0
    return BackupFigures(
      revision: offset, position: "byte \(offset) of the replication", keys: keys, bytes: bytes,
      hash: String(hash))
  }

  /// What the restore noted; the revision is that of the backup, for Redis cannot look back.
  package func reading(
    of host: HostName, at revision: Int64, in cluster: ClusterLayout
  ) -> [String] {
    RestoredKeys.reading(of: host, in: cluster)
  }

  /// A line a key.
  package func entries(fromReading text: String) -> [RestoredState.Entry]? {
    RestoredKeys.entries(from: text)
  }

  /// The name that the Sentinel beside it has for the cluster.
  package func clusterQuestion(
    address: String
  ) -> (arguments: [String], answer: @Sendable (String) -> String?) {
    (
      [
        "timeout", "3", "redis-cli", "-e", "-h", address, "-p", "\(Self.sentinelPort)", "SENTINEL",
        "MASTERS",
      ],
      { text in
        let lines = text.split(separator: "\n")
        guard lines.first == "name", lines.count > 1 else { return nil }
        return String(lines[1])
      }
    )
  }
}
