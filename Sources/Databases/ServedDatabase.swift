package import NIOCore
package import Vocabulary

/// A database as its clients see it: where members serve, how they tell their version.
package protocol ServedDatabase: Sendable {
  /// Where each member takes client requests.
  var clientPort: Int { get }
  /// The command whose first line is the version.
  var versionQuestion: [String] { get }
  /// A client of the load.
  func storeClient(for order: ClientOrder) -> any StoreClient
}

/// What a client of the load is made for.
package struct ClientOrder: Sendable {
  /// The members, the client's own first.
  package var endpoints: [MemberEndpoint]
  /// The name that no other cluster has.
  package var cluster: String
  /// What its connections live on.
  package var group: any EventLoopGroup
  /// How long one request may take, the connection's opening included.
  package var timeout: Nanoseconds

  /// An order for a client.
  package init(
    endpoints: [MemberEndpoint], cluster: String, group: any EventLoopGroup, timeout: Nanoseconds
  ) {
    self.endpoints = endpoints
    self.cluster = cluster
    self.group = group
    self.timeout = timeout
  }
}
