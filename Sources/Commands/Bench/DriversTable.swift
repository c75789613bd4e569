import Conductor

/// A bench of the drivers as a person reads it.
enum DriversTable {
  static func text(_ report: DriversReport) -> String {
    let table = BenchTable.aligned([columns] + report.databases.map(row))
    return ([head(report), ""] + table + complaints(report)).joined(separator: "\n")
  }

  /// The same as a table for documents.
  static func markdown(_ report: DriversReport) -> String {
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    let rule = "|" + String(repeating: "---|", count: columns.count)
    return
      ([head(report), "", line(columns), rule] + report.databases.map { line(row($0)) }
      + complaints(report)).joined(separator: "\n")
  }

  private static let columns = [
    "database", "load tool", "n", "ours, writes/s", "the tool's", "ours ÷ the tool's",
    "lowest … highest", "CPU s, ours / the tool's", "µs a write, ours / the tool's", "errors",
    "bar",
  ]

  private static func head(_ report: DriversReport) -> String {
    let machine = report.machine
    return "cygnet \(machine.cygnetVersion), \(machine.cores) cores, kernel \(machine.kernel), "
      + "load before \(machine.loadBefore), \(report.clients) clients, \(report.keys) keys, "
      + "\(BenchTable.trimmed(report.seconds)) s a side and round, medians"
  }

  private static func row(_ one: DriverFigures) -> [String] {
    let ratios = one.rounds.map { $0.tool.perS > 0 ? $0.ours.perS / $0.tool.perS : 0 }
    let range = "\(hundredths(ratios.min() ?? 0)) … \(hundredths(ratios.max() ?? 0))"
    func median(_ side: (DriverFigures.Round) -> DriverFigures.Side) -> String {
      BenchTable.trimmed(PassThroughFigures.median(one.rounds.map { side($0).cpuS }))
    }
    return [
      one.database, one.tool, "\(one.rounds.count)", "\(Int(one.oursPerS.rounded()))",
      "\(Int(one.toolPerS.rounded()))", hundredths(one.ratio), range,
      "\(median(\.ours)) / \(median(\.tool))",
      "\(BenchTable.trimmed(one.oursCpuUs)) / \(BenchTable.trimmed(one.toolCpuUs))",
      "\(one.errors)", "≥ \(hundredths(DriverFigures.bar)): \(one.isMet ? "met" : "MISSED")",
    ]
  }

  private static func complaints(_ report: DriversReport) -> [String] {
    let lines = report.databases.flatMap { one -> [String] in
      guard one.errors > 0 else { return [] }
      let faults = one.faults.sorted { $0.key < $1.key }.map { "  \($0.value) × \($0.key)" }
      return ["NOT COMPARED: \(one.database), \(one.errors) writes without an answer"] + faults
    }
    return lines.isEmpty ? [] : [""] + lines
  }

  /// Two digits after the point, rounded down, so that no bar is met by rounding.
  private static func hundredths(_ value: Double) -> String {
    let whole = Int(value * 100 + 1e-9)
    return "\(whole / 100).\(whole % 100 / 10)\(whole % 10)"
  }
}
