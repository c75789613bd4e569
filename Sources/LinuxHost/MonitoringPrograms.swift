import Glibc

/// Prometheus and Alertmanager as this machine has them.
package struct MonitoringPrograms: Sendable, Equatable {
  /// The path of Prometheus.
  package var prometheus: String
  /// The path of Alertmanager.
  package var alertmanager: String

  /// Both programs; nil where one of them is missing. Debian calls the second one by a longer name.
  package static var found: MonitoringPrograms? {
    guard let prometheus = ChildProcess.path(of: "prometheus"),
      let alertmanager = ChildProcess.path(of: "prometheus-alertmanager")
        ?? ChildProcess.path(of: "alertmanager")
    else { return nil }
    return MonitoringPrograms(prometheus: prometheus, alertmanager: alertmanager)
  }

  /// What each says that it is, such as `prometheus, version 2.42.0`.
  package func versions() throws(LinuxError) -> [String] {
    var versions: [String] = []
    for program in [prometheus, alertmanager] {
      let outcome = try Command.run(program, ["--version"])
      guard outcome.status.isSuccess else {
        throw LinuxError("ask for the version", on: program, detail: outcome.error)
      }
      let line = (outcome.output + outcome.error).split(separator: "\n").first ?? ""
      versions.append(String(line.prefix { $0 != "(" }.reversed().drop { $0 == " " }.reversed()))
    }
    return versions
  }
}
