import Databases
import Ranges
import Vocabulary

extension Cluster {
  /// The cluster of a range that another process brought up and left, spoken to over `connection`.
  ///
  /// Errors: an agent that does not answer; then the range is gone, and with it the exercise.
  static func attach(
    to record: Sandbox.Record, over connection: RangeConnection,
    specification: DatabaseSpecification
  ) async throws -> Cluster {
    guard let database = DatabaseCatalogue.database(specification.kind) else {
      throw RangeError("there is no database '\(specification.kind)'", hint: "see the plan")
    }
    guard case .status(let status) = try await connection.ask(.status) else {
      throw RangeError("the agent gave no status", hint: "see hosts/agent.log of the run")
    }
    let addresses = Dictionary(
      status.hosts.map { ($0.name, $0.address) }, uniquingKeysWith: { first, _ in first })
    func layout(of members: [HostName], token: String) -> ClusterLayout {
      let own = addresses.filter { members.contains($0.key) }
      return ClusterLayout(
        addresses: own,
        dataDirectories: own.keys.reduce(into: [:]) { $0[$1] = record.places.disk($1) + "/data" },
        settings: specification.settings, token: token)
    }
    let second = specification.lookAlikes
    return Cluster(
      sandbox: Sandbox(record: record), connection: connection,
      layout: layout(of: hosts(specification.hosts), token: record.name),
      lookAlike: second.isEmpty ? nil : layout(of: second, token: "\(record.name)-stage"),
      database: database, monitoring: monitoring(in: status, of: database.kind, record.places),
      upNs: .zero)
  }
}
