package import Vocabulary

/// The hosts that a plan may use, and what they and this machine can do.
package struct Topology: Sendable, Equatable {
  /// In ascending order.
  package var hosts: [HostName]
  /// What the range offers, as `range doctor` found.
  package var capabilities: Set<Capability>

  /// A topology; the order of `hosts` does not matter.
  package init(hosts: [HostName], capabilities: Set<Capability>) {
    self.hosts = Set(hosts).sorted()
    self.capabilities = capabilities
  }
}
