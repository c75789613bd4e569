/// What a restore brought back and what it cost, against the history of all clients.
///
/// Units: times are offsets from the start of the exercise.
package struct RestoreFigures: Sendable, Equatable, Codable {
  /// The step or the action of blue that restored.
  package var step: StepName
  /// The backup's name.
  package var backup: String
  /// The hosts that were restored.
  package var hosts: [HostName]
  /// The last change in the backup; nil where it could not be restored.
  package var revision: Int64?
  /// When the backup was taken; nil where that is not recorded.
  package var takenNs: Nanoseconds?
  /// When somebody began to restore.
  package var commandedNs: Nanoseconds
  /// When the restored members were started; nil where they never were.
  package var startedNs: Nanoseconds?
  /// The last write acknowledged before: the start of the outage.
  package var lastAcknowledgedNs: Nanoseconds?
  /// The first write acknowledged after it; nil where none was.
  package var firstAcknowledgedNs: Nanoseconds?
  /// Writes acknowledged before.
  package var acknowledged = 0
  /// Acknowledged writes that the restored state does not know: the recovery point in operations.
  package var lost = 0
  /// When the first of them was acknowledged.
  package var firstLostNs: Nanoseconds?
  /// When the last of them was acknowledged.
  package var lastLostNs: Nanoseconds?
  /// Keys in the restored state.
  package var keys = 0
  /// Keys that hold an older value than the newest that was acknowledged.
  package var behind: [String] = []
  /// Keys that were written and acknowledged, and are not there.
  package var missing: [String] = []
  /// Keys that hold what no client ever wrote: the backup of another cluster.
  package var foreign: [String] = []
  /// Why there is nothing to compare; nil where there is.
  package var failure: String?

  /// A restore of which only the command is known.
  package init(
    step: StepName, backup: String, hosts: [HostName], revision: Int64?,
    commandedNs: Nanoseconds
  ) {
    self.step = step
    self.backup = backup
    self.hosts = hosts
    self.revision = revision
    self.commandedNs = commandedNs
  }

  /// From the first lost acknowledgement to the last; nil where it was not compared.
  package var recoveryPointNs: Nanoseconds? {
    guard failure == nil else { return nil }
    guard let firstLostNs, let lastLostNs else { return .zero }
    return lastLostNs - firstLostNs
  }

  /// From the last acknowledged write before to the first after; nil where none came.
  package var recoveryTimeNs: Nanoseconds? {
    guard let lastAcknowledgedNs, let firstAcknowledgedNs else { return nil }
    return firstAcknowledgedNs - lastAcknowledgedNs
  }

  /// From the command to restore to the first acknowledged write after; nil where none came.
  package var recoveryTimeFromCommandNs: Nanoseconds? {
    firstAcknowledgedNs.map { $0 - commandedNs }
  }

  /// Whether every acknowledged write is back, and nothing that nobody wrote.
  package var isRecovered: Bool { failure == nil && lost == 0 && foreign.isEmpty }
}
