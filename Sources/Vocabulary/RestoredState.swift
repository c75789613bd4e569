/// What restored members held at exactly the revision of their backup: a file of the run folder.
///
/// Shape: read from one member by the database's own tool, while the load runs on, or by one that
///        cannot look back before anybody could write.
package struct RestoredState: Sendable, Equatable, Codable {
  /// The step or the action of blue that restored.
  package var step: StepName
  /// The backup's name.
  package var backup: String
  /// The revision that was read.
  package var revision: Int64
  /// The member that was asked.
  package var host: HostName
  /// Every key, ascending.
  package var entries: [Entry]

  /// One key.
  package struct Entry: Sendable, Equatable, Codable {
    /// Its name.
    package var key: String
    /// What it held.
    package var value: String
    /// The revision of its last change; nil where the database keeps none.
    package var revision: Int64?

    /// A key with what it held.
    package init(key: String, value: String, revision: Int64? = nil) {
      self.key = key
      self.value = value
      self.revision = revision
    }
  }

  /// A state as it was read.
  package init(
    step: StepName, backup: String, revision: Int64, host: HostName, entries: [Entry]
  ) {
    self.step = step
    self.backup = backup
    self.revision = revision
    self.host = host
    self.entries = entries.sorted { $0.key < $1.key }
  }
}
