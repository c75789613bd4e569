package import Vocabulary

/// A database that ranges can hold: how a member is started, watched and told what to do.
///
/// Shape: a stateless value; one folder a database.
package protocol Database: ServedDatabase {
  /// The word after `kind:` in a mission.
  var kind: String { get }

  /// How the member on `host` is started, so that all members form one new cluster.
  func service(on host: HostName, in cluster: ClusterLayout) -> ServiceCommand

  /// The operator's command that makes `host` the leader; nil where the status does not allow it.
  func moveLeaderCommand(
    to host: HostName, in cluster: ClusterLayout, status: ClusterStatus
  ) -> [String]?

  /// Probes every member again and again and reports each pass, until the task is cancelled.
  func watch(
    _ cluster: ClusterLayout, every interval: Nanoseconds,
    now: @escaping @Sendable () -> Nanoseconds,
    report: @escaping @Sendable (ClusterStatus) async -> Void
  ) async
}

/// Where the members of a cluster are.
package struct ClusterLayout: Sendable, Equatable, Codable {
  /// Each member's address.
  package var addresses: [HostName: String]
  /// Each member's data directory.
  package var dataDirectories: [HostName: String]
  /// The mission's settings.
  package var settings: [String: String]
  /// A name that no other cluster has, so that members cannot find the wrong one.
  package var token: String
  /// The member to lead first, where a database lets that be chosen; nil where none is wanted.
  package var firstLeader: HostName?

  /// A layout.
  package init(
    addresses: [HostName: String], dataDirectories: [HostName: String],
    settings: [String: String], token: String
  ) {
    self.addresses = addresses
    self.dataDirectories = dataDirectories
    self.settings = settings
    self.token = token
  }

  /// All members, ascending.
  package var members: [HostName] { addresses.keys.sorted() }
}

/// All databases that missions may name: adding one is one folder and one line here.
package enum DatabaseCatalogue {
  /// In alphabetical order.
  package static let all: [any Database] = [
    EtcdDatabase(), GaleraDatabase(), PatroniDatabase(), RedisDatabase(),
  ]

  /// The database of that kind.
  package static func database(_ kind: String) -> (any Database)? { all.first { $0.kind == kind } }
}
