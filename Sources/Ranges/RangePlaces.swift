package import Vocabulary

/// Where a range keeps its things: the run folder for evidence, a scratch folder for the rest.
///
/// Shape: data directories are scratch, for they are large and no evidence; logs and the journal
/// are kept.
package struct RangePlaces: Sendable, Equatable, Codable {
  /// The run folder.
  package var evidence: String
  /// Removed when the range goes down.
  package var scratch: String

  /// Two folders that exist.
  package init(evidence: String, scratch: String) {
    self.evidence = evidence
    self.scratch = scratch
  }

  /// The agent's socket; short, for the kernel allows 108 bytes.
  package var socket: String { scratch + "/agent.sock" }
  /// How the names of this range's control groups begin; the folder's name alone is not unique.
  package var groupPrefix: String {
    let hash = scratch.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
    return "cygnet-\(String(hash, radix: 16))-"
  }
  /// What a host's limits of open files were before.
  package func openFiles(_ host: HostName) -> String { scratch + "/\(host)-open-files.json" }
  /// Where backups are kept while the range is up; every host sees it.
  package var backups: String { scratch + "/backups" }
  /// The undo journal.
  package var journal: String { evidence + "/journal.jsonl" }
  /// What the agent and its helpers say of themselves.
  package var agentLog: String { evidence + "/hosts/agent.log" }
  /// The database's log on a host.
  package func databaseLog(_ host: HostName) -> String {
    evidence + "/hosts/\(host)/database.log"
  }
  /// What lies below the pass-through disk of a host.
  package func backing(_ host: HostName) -> String { scratch + "/\(host)/backing" }
  /// Where the pass-through disk of a host is mounted: the database's data directory lies in it.
  package func disk(_ host: HostName) -> String { scratch + "/\(host)/disk" }
  /// The control socket of a host's disk.
  package func diskControl(_ host: HostName) -> String { scratch + "/\(host)/disk.sock" }
}
