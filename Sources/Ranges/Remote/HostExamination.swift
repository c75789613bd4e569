package import LinuxHost

/// What `range doctor --inventory` wants to know of a machine, as its agent sees it.
package struct HostExamination: Sendable, Equatable, Codable {
  /// What its kernel can do.
  package var findings: [Capabilities.Finding]
  /// How many processes of its database were found; nil where it has none.
  package var databaseProcesses: Int?
  /// Which cluster the database says that it belongs to.
  package var identity: String?
  /// Why nobody knows which cluster that is.
  package var identityTrouble: String?
  /// Faults that the machine's journal still holds.
  package var heldFaults: [String]

  /// An examination.
  package init(
    findings: [Capabilities.Finding], databaseProcesses: Int?, identity: String?,
    identityTrouble: String?, heldFaults: [String]
  ) {
    self.findings = findings
    self.databaseProcesses = databaseProcesses
    self.identity = identity
    self.identityTrouble = identityTrouble
    self.heldFaults = heldFaults
  }
}
