package import Vocabulary

/// One process of an exporter, on the host of Prometheus.
package struct ExporterProcess: Sendable, Equatable {
  /// The only member that it asks; nil where it asks all.
  package var member: HostName?
  /// Where it listens, on its own host's loopback.
  package var port: Int
  /// Its arguments.
  package var arguments: [String]
  /// `NAME=value` of its environment.
  package var environment: [String]

  /// What the range calls it.
  package var name: String { "database-exporter" + (member.map { "-\($0)" } ?? "") }

  /// How it is started, when its program is at this path.
  package func command(_ program: String) -> [String] {
    (environment.isEmpty ? [] : ["env"] + environment) + [program] + arguments
      + ["--web.listen-address=127.0.0.1:\(port)"]
  }
}

extension MetricsSource {
  /// The processes that ask these members; none where the members answer themselves.
  package func exporters(asking members: [HostName: String]) -> [ExporterProcess] {
    guard let exporter else { return [] }
    guard let variable = exporter.variable else {
      return [
        ExporterProcess(
          member: nil, port: exporter.port, arguments: exporter.arguments, environment: [])
      ]
    }
    return members.sorted { $0.key < $1.key }.enumerated().map { index, member in
      ExporterProcess(
        member: member.key, port: exporter.port + index, arguments: exporter.arguments,
        environment: [variable.replacing("%", with: "\(member.value):\(database.port)")])
    }
  }
}
