package import Vocabulary

extension GaleraDatabase: ReadableDatabase {
  /// `size`, `hash` and `position`, a line each; the number is the group's of the last write.
  package func figures(fromInspection text: String) -> BackupFigures? {
    var fields: [Substring: Substring] = [:]
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.count == 2 { fields[words[0]] = words[1] }
    }
    let position = fields["position"]?.split(separator: ":") ?? []
    guard let bytes = fields["size"].flatMap({ Int64($0) }), let hash = fields["hash"],
      position.count == 2, let revision = Int64(position[1])
    else { return nil }
    return BackupFigures(
      revision: revision, position: "write \(revision) of \(position[0])", keys: nil,
      bytes: bytes, hash: String(hash))
  }

  /// What the restore noted: MariaDB cannot look back.
  package func reading(
    of host: HostName, at revision: Int64, in cluster: ClusterLayout
  ) -> [String] {
    RestoredKeys.reading(of: host, in: cluster)
  }

  /// A line a key.
  package func entries(fromReading text: String) -> [RestoredState.Entry]? {
    RestoredKeys.entries(from: text)
  }

  /// The history that all members share, which a restored group keeps.
  package func clusterQuestion(
    address: String
  ) -> (arguments: [String], answer: @Sendable (String) -> String?) {
    (
      [
        "mariadb", "--no-defaults", "-h", address, "-u", Self.user, "--connect-timeout=3", "-N",
        "-B", "-e",
        """
        SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS \
        WHERE VARIABLE_NAME = 'wsrep_cluster_state_uuid'
        """,
      ],
      { text in text.split(separator: "\n").first.map(String.init) }
    )
  }
}
