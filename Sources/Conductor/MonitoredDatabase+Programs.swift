import Databases
import LinuxHost

extension MonitoredDatabase {
  /// What watches it on this machine; nil where a program is missing.
  var monitoringPrograms: MonitoringPrograms? {
    MonitoringPrograms.found(exporter: metrics.exporter?.programs ?? [])
  }

  /// The packages of Debian that hold these programs.
  var monitoringPackages: String {
    let exporter = metrics.exporter?.programs.first
    return (["prometheus", "prometheus-alertmanager"] + (exporter.map { [$0] } ?? []))
      .joined(separator: " ")
  }
}
