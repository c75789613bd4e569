import Conductor

/// A bench as a person reads it.
enum BenchTable {
  static func text(_ report: BenchReport) -> String {
    let machine = report.machine
    let header = [
      "cygnet \(machine.cygnetVersion), \(machine.cores) cores, kernel \(machine.kernel), "
        + "load before \(machine.loadBefore)",
      "",
      "milliseconds from the command, median and worst (max, of 100 and more the 99th percentile)",
    ]
    let table = aligned([columns] + report.faults.map(row))
    return (header + table + missing(report) + [""] + others(report)).joined(separator: "\n")
  }

  /// The same as a table for documents.
  static func markdown(_ report: BenchReport) -> String {
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    let machine = report.machine
    let rule = "|" + String(repeating: "---|", count: columns.count)
    return
      ([
        "cygnet \(machine.cygnetVersion), \(machine.cores) cores, kernel \(machine.kernel), "
          + "load before \(machine.loadBefore), median / worst in ms", "", line(columns), rule,
      ] + report.faults.map { line(row($0)) } + missing(report) + [""] + others(report))
      .joined(separator: "\n")
  }

  private static let columns = [
    "fault", "hosts", "n", "apply", "skew", "proved", "heal", "heal proved", "victim stopped",
    "bar",
  ]

  private static func row(_ fault: FaultFigures) -> [String] {
    [
      fault.name, "\(fault.hosts)", "\(fault.apply.count)", cell(fault.apply), cell(fault.skew),
      cell(fault.proof), cell(fault.heal), cell(fault.healProof),
      fault.stopped.map(cell) ?? "", bars(fault).joined(separator: "; "),
    ]
  }

  private static func bars(_ fault: FaultFigures) -> [String] {
    let apply = fault.applyBarMs.map {
      verdict(fault.apply.medianMs <= $0, "apply ≤ \(trimmed($0))")
    }
    // What the project allows itself of a victim's time.
    let stopped = fault.stopped.map { verdict($0.medianMs <= 5, "stopped ≤ 5") }
    return [apply, stopped].compactMap { $0 }
  }

  private static func missing(_ report: BenchReport) -> [String] {
    guard !report.missing.isEmpty else { return [] }
    return [""]
      + report.missing.map {
        "\($0.isUnproved ? "NOT PROVED" : "not on this machine"): \($0.name): \($0.reason)"
      }
  }

  private static func others(_ report: BenchReport) -> [String] {
    let cost = report.passThrough
    let pairs = cost.pairs.map { "\(Int($0.onDiskPerS))/\(Int($0.plainPerS))" }
    let healing = report.healEverything.map {
      "heal everything on 5 hosts: \(cell($0)) ms, n \($0.count)   "
        + verdict($0.medianMs <= 250, "≤ 250")
    }
    let up =
      report.rangeUp.count == 0
      ? []
      : [
        "range up to healthy, 3 members: \(cell(report.rangeUp)) ms, n \(report.rangeUp.count)   "
          + verdict(report.rangeUp.medianMs <= 3_000, "≤ 3000")
      ]
    guard !cost.pairs.isEmpty else { return [healing].compactMap { $0 } + up }
    return [healing].compactMap { $0 } + up + [
      "writes/s, pass-through/plain: \(pairs.joined(separator: "  "))",
      "  medians \(Int(cost.onDiskPerS.rounded())) and \(Int(cost.plainPerS.rounded())), "
        + "loss \(trimmed(cost.loss * 100)) %   " + verdict(cost.loss <= 0.25, "≤ 25 %"),
      "client: \(trimmed(cost.clientCpuUsPerPut)) µs of processor time for a put",
    ]
  }

  private static func cell(_ figures: LatencyFigures) -> String {
    "\(trimmed(figures.medianMs)) / \(trimmed(figures.worstMs))"
  }

  private static func verdict(_ isMet: Bool, _ bar: String) -> String {
    "\(bar): \(isMet ? "met" : "MISSED")"
  }

  /// One digit after the point below a hundred, none above.
  static func trimmed(_ value: Double) -> String {
    if abs(value) >= 100 { return "\(Int(value.rounded()))" }
    let tenths = (value * 10).rounded() / 10
    return tenths == tenths.rounded() ? "\(Int(tenths))" : "\(tenths)"
  }

  /// Columns as wide as their widest cell.
  static func aligned(_ rows: [[String]]) -> [String] {
    let widths = (rows.first ?? []).indices.map { column in
      rows.map { $0[column].count }.max() ?? 0
    }
    return rows.map { row in
      let line = zip(row, widths).map { Terminal.padded($0, $1) }.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }
}
