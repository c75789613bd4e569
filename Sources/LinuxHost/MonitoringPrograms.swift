import Glibc

/// Prometheus, Alertmanager and, where a database needs one, its exporter as this machine has them.
package struct MonitoringPrograms: Sendable, Equatable {
  /// The path of Prometheus.
  package var prometheus: String
  /// The path of Alertmanager.
  package var alertmanager: String
  /// The path of the exporter; nil where none is needed.
  package var exporter: String?

  /// Prometheus and Alertmanager; nil where one of them is missing.
  package static var found: MonitoringPrograms? { found(exporter: []) }

  /// The programs, the exporter by the first of its names that there is; nil where one is missing.
  ///
  /// Debian calls Alertmanager by a longer name.
  package static func found(exporter names: [String]) -> MonitoringPrograms? {
    let exporter = names.lazy.compactMap { ChildProcess.path(of: $0) }.first
    guard let prometheus = ChildProcess.path(of: "prometheus"),
      let alertmanager = ChildProcess.path(of: "prometheus-alertmanager")
        ?? ChildProcess.path(of: "alertmanager"), names.isEmpty || exporter != nil
    else { return nil }
    return MonitoringPrograms(
      prometheus: prometheus, alertmanager: alertmanager, exporter: exporter)
  }

  /// What each says that it is, such as `prometheus, version 2.42.0`.
  package func versions() throws(LinuxError) -> [String] {
    var versions: [String] = []
    for program in [prometheus, alertmanager, exporter].compactMap({ $0 }) {
      let outcome = try Command.run(program, ["--version"])
      guard outcome.status.isSuccess else {
        throw LinuxError("ask for the version", on: program, detail: outcome.error)
      }
      versions.append(Self.version(in: outcome.output + outcome.error))
    }
    return versions
  }

  /// The name and the version at the start of an answer, without how it was built.
  ///
  /// Exporters answer with a line of their log: `time="…" level=info msg="Redis Metrics …`.
  static func version(in answer: String) -> String {
    let line = answer.split(separator: "\n").first ?? ""
    let told = line.firstRange(of: "msg=\"").map { line[$0.upperBound...] } ?? line
    let end = told.firstRange(of: "  ")?.lowerBound ?? told.endIndex
    return String(told[..<end].prefix { $0 != "(" }.reversed().drop { $0 == " " }.reversed())
  }
}
