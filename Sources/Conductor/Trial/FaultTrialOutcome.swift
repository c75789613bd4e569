package import Vocabulary

/// What came of one fault by itself: what the probes saw, and how long each part took.
///
/// Units: spans from the command that began each part; nil for what did not happen.
package struct FaultTrialOutcome: Sendable, Equatable, Encodable {
  /// Such as `net.delay`.
  package var kind: String
  /// Where it acted.
  package var hosts: [HostName]
  /// From the command to the effect on every host.
  package var applyNs: Nanoseconds?
  /// From the effect on the first host to that on the last.
  package var skewNs: Nanoseconds?
  /// From the command to what the probes saw.
  package var proofNs: Nanoseconds?
  /// What they saw; nil where the effect was not proved.
  package var effect: String?
  /// How long a victim's threads were held at most, going in or out; nil where none are.
  package var stoppedNs: Nanoseconds?
  /// From the command to heal to the undo done on every host.
  package var healNs: Nanoseconds?
  /// From the command to heal to what the probes saw.
  package var healProofNs: Nanoseconds?
  /// What they saw then; nil where the healing was not proved.
  package var healing: String?
  /// Whether nothing can undo it; the range is discarded then.
  package var isIrreversible = false
  /// What differs on the hosts from before, each a sentence.
  package var residue: [String] = []
  /// What could not be done or proved, each a sentence.
  package var complaints: [String] = []

  /// An outcome of nothing yet.
  package init(kind: String, hosts: [HostName]) {
    self.kind = kind
    self.hosts = hosts
  }

  /// 0; 3 where something was not proved; else 1 where something is left.
  package var exitCode: Int32 {
    if effect == nil || !complaints.isEmpty { return 3 }
    return residue.isEmpty ? 0 : 1
  }
}
