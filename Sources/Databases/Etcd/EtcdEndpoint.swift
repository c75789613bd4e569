package import Vocabulary

/// Where one member of an etcd cluster takes client requests.
package struct EtcdEndpoint: Sendable, Hashable, Codable {
  /// The host's name, for people.
  package var name: HostName
  /// The host's address.
  package var address: String
  /// The client port.
  package var port: Int

  /// An endpoint, by default on etcd's client port.
  package init(name: HostName, address: String, port: Int = 2379) {
    self.name = name
    self.address = address
    self.port = port
  }
}
