import Vocabulary

/// What a restore brought back, of a database that cannot look back: a table beside its data.
///
/// Shape:  one line a key, with a tabulator before its value; written in the data directory by a
///         server that nobody else can reach, before the members are started. So it holds exactly
///         what was restored, however soon the clients go on.
/// Limits: keys with one value each, as the register workloads have them.
enum RestoredKeys {
  /// The file's name in the data directory.
  static let file = "restored-keys"

  /// Prints it.
  static func reading(of host: HostName, in cluster: ClusterLayout) -> [String] {
    ["cat", "\(cluster.dataDirectories[host] ?? "")/\(file)"]
  }

  /// The keys in it; nil where a line is none.
  static func entries(from text: String) -> [RestoredState.Entry]? {
    let lines = text.split(separator: "\n")
    let entries = lines.compactMap { line -> RestoredState.Entry? in
      let parts = line.split(
        separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty else { return nil }
      return RestoredState.Entry(key: String(parts[0]), value: String(parts[1]))
    }
    return entries.count == lines.count ? entries : nil
  }
}
