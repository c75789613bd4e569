package import Vocabulary

extension PatroniDatabase: ReadableDatabase {
  /// `size`, `position` and `hash`, a line each; the number is the place in the log, in bytes.
  package func figures(fromInspection text: String) -> BackupFigures? {
    var fields: [Substring: Substring] = [:]
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.count == 2 { fields[words[0]] = words[1] }
    }
    guard let bytes = fields["size"].flatMap({ Int64($0) }), let hash = fields["hash"],
      let position = fields["position"], let revision = Self.place(position)
    else { return nil }
    return BackupFigures(
      revision: revision, position: "log up to \(position)", keys: nil, bytes: bytes,
      hash: String(hash))
  }

  /// `1/2000100` as a number of bytes; nil where it is none.
  private static func place(_ text: Substring) -> Int64? {
    let parts = text.split(separator: "/").map { Int64($0, radix: 16) }
    guard parts.count == 2, let high = parts[0], let low = parts[1] else { return nil }
    return high << 32 | low
  }

  /// What the restore noted: PostgreSQL cannot look back.
  package func reading(
    of host: HostName, at revision: Int64, in cluster: ClusterLayout
  ) -> [String] {
    RestoredKeys.reading(of: host, in: cluster)
  }

  /// A line a key.
  package func entries(fromReading text: String) -> [RestoredState.Entry]? {
    RestoredKeys.entries(from: text)
  }

  /// The system identifier, which a restored cluster keeps.
  package func clusterQuestion(
    address: String
  ) -> (arguments: [String], answer: @Sendable (String) -> String?) {
    (
      [
        "env", "PGCONNECT_TIMEOUT=3", "psql", "--no-psqlrc", "-h", address, "-U", Self.user, "-d",
        Self.catalog, "-Atc", "SELECT system_identifier FROM pg_control_system()",
      ],
      { text in text.split(separator: "\n").first.map(String.init) }
    )
  }
}
