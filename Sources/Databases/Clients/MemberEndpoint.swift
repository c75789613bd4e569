package import Vocabulary

/// Where one member of a cluster takes client requests.
package struct MemberEndpoint: Sendable, Hashable, Codable {
  /// The host's name, for people.
  package var name: HostName
  /// The host's address.
  package var address: String
  /// The client port.
  package var port: Int

  /// An endpoint.
  package init(name: HostName, address: String, port: Int) {
    self.name = name
    self.address = address
    self.port = port
  }
}
