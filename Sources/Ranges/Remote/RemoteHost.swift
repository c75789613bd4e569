package import Vocabulary

/// What an agent must know of the machine that it runs on, told by a controller before all else.
///
/// Shape: written to the host's disk, so that an agent that starts anew can undo what it finds.
package struct RemoteHost: Sendable, Equatable, Codable {
  /// As the inventory calls it.
  package var name: HostName
  /// Its own address.
  package var address: String
  /// Every address of the inventory; faults may name no other.
  package var addresses: [HostName: String]
  /// Its database; nil where it has none.
  package var service: FoundService?
  /// How to ask its database whether it serves.
  package var readiness: ServiceCommand.Readiness?
  /// How to ask its database which cluster it belongs to.
  package var identity: IdentityQuestion?
  /// Whether two people must have agreed before anything is injected.
  package var isProduction: Bool
  /// Who agreed.
  package var approvedBy: [String]

  /// A machine as its inventory describes it.
  package init(
    name: HostName, address: String, addresses: [HostName: String], service: FoundService? = nil,
    readiness: ServiceCommand.Readiness? = nil, identity: IdentityQuestion? = nil,
    isProduction: Bool = false, approvedBy: [String] = []
  ) {
    self.name = name
    self.address = address
    self.addresses = addresses
    self.service = service
    self.readiness = readiness
    self.identity = identity
    self.isProduction = isProduction
    self.approvedBy = approvedBy
  }
}
