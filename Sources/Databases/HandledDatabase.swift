/// A database that people work on by hand, with a client that they type.
package protocol HandledDatabase: Database {
  /// The client's program, such as `etcdctl`.
  var client: String { get }
  /// What the client finds in its environment, so that it asks these hosts unless told otherwise.
  func clientEnvironment(asking hosts: [String]) -> [String: String]
}

/// etcdctl, version 3 of its API.
extension EtcdDatabase: HandledDatabase {
  /// `etcdctl`.
  package var client: String { "etcdctl" }

  /// Its endpoints.
  package func clientEnvironment(asking hosts: [String]) -> [String: String] {
    [
      "ETCDCTL_API": "3",
      "ETCDCTL_ENDPOINTS": hosts.map { "\($0):\(Self.clientPort)" }.joined(separator: ","),
    ]
  }
}
