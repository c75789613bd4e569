package import Vocabulary

/// One direction between two hosts.
package struct ProbeLink: Hashable, Sendable, CustomStringConvertible {
  /// Who sends.
  package var from: HostName
  /// Who receives.
  package var to: HostName

  /// The direction from one host to another.
  package init(from: HostName, to: HostName) {
    self.from = from
    self.to = to
  }

  /// As people write it: `n1→n2`.
  package var description: String { "\(from)→\(to)" }
}

/// What one pass over one link has seen.
package struct LinkProbe: Sendable, Equatable {
  /// Whether a datagram arrived.
  package var udpPassed: Bool
  /// Whether 128 bytes sent now on the connection that was already open arrived.
  package var tcpPayloadPassed: Bool

  /// What was seen.
  package init(udpPassed: Bool, tcpPayloadPassed: Bool) {
    self.udpPassed = udpPassed
    self.tcpPayloadPassed = tcpPayloadPassed
  }

  /// Nothing is in the way.
  package var isOpen: Bool { udpPassed && tcpPayloadPassed }
}
