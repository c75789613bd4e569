/// Machines that faults may be injected on over SSH: what a person wrote in an inventory file.
///
/// Shape: nothing ever runs against a machine or an address that is not in here.
package struct Inventory: Sendable, Equatable, Codable {
  /// The file's name without its ending.
  package var name: String
  /// Whether two people must have agreed before anything is injected.
  package var isProduction: Bool
  /// The database's kind and the cluster's own identity; nil where no host has a database.
  package var database: ClusterIdentity?
  /// At least one.
  package var hosts: [InventoryHost]

  /// An inventory.
  package init(
    name: String, isProduction: Bool, database: ClusterIdentity?, hosts: [InventoryHost]
  ) {
    self.name = name
    self.isProduction = isProduction
    self.database = database
    self.hosts = hosts
  }

  /// Each host's address.
  package var addresses: [HostName: String] {
    Dictionary(hosts.map { ($0.name, $0.address) }, uniquingKeysWith: { first, _ in first })
  }
}

/// Which cluster a database member belongs to, as the cluster itself says.
package struct ClusterIdentity: Sendable, Equatable, Codable {
  /// Such as `etcd`.
  package var kind: String
  /// As the database's own tools print it.
  package var identity: String

  /// A kind with an identity.
  package init(kind: String, identity: String) {
    self.kind = kind
    self.identity = identity
  }
}

/// One machine of an inventory.
package struct InventoryHost: Sendable, Equatable, Codable {
  /// As missions and people call it.
  package var name: HostName
  /// Its IPv4 address: for SSH, and the only address by which faults may name it.
  package var address: String
  /// Free words, such as `database`.
  package var roles: [String]
  /// How to log in.
  package var ssh: SSHSettings
  /// Whether commands go through `sudo -n`.
  package var hasSudo: Bool
  /// Where the agent, its binary and its journal live on the host.
  package var state: String
  /// Its database; nil where it has none.
  package var service: FoundService?

  /// One machine.
  package init(
    name: HostName, address: String, roles: [String], ssh: SSHSettings, hasSudo: Bool,
    state: String, service: FoundService?
  ) {
    self.name = name
    self.address = address
    self.roles = roles
    self.ssh = ssh
    self.hasSudo = hasSudo
    self.state = state
    self.service = service
  }
}

/// How to log in to a machine.
package struct SSHSettings: Sendable, Equatable, Codable {
  /// The login name; nil leaves it to ssh.
  package var user: String?
  /// The port of its sshd.
  package var port: Int
  /// The private key; nil leaves it to ssh.
  package var identityFile: String?
  /// The file of known host keys; nil leaves it to ssh. An unknown key is always refused.
  package var knownHosts: String?

  /// Settings for one machine.
  package init(
    user: String? = nil, port: Int = 22, identityFile: String? = nil, knownHosts: String? = nil
  ) {
    self.user = user
    self.port = port
    self.identityFile = identityFile
    self.knownHosts = knownHosts
  }
}
