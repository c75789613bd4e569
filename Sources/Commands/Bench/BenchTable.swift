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
    let columns = ["fault", "hosts", "n", "apply", "proved", "heal", "heal proved", "bar"]
    let rows = report.faults.map { fault in
      [
        fault.name, "\(fault.hosts)", "\(fault.apply.count)", cell(fault.apply),
        cell(fault.proof), cell(fault.heal), cell(fault.healProof),
        fault.applyBarMs.map { verdict(fault.apply.medianMs <= $0, "apply ≤ \(trimmed($0))") }
          ?? "",
      ]
    }
    let table = aligned([columns] + rows)
    return (header + table + [""] + others(report)).joined(separator: "\n")
  }

  private static func others(_ report: BenchReport) -> [String] {
    let cost = report.passThrough
    let pairs = cost.pairs.map { "\(Int($0.onDiskPerS))/\(Int($0.plainPerS))" }
    return [
      "range up to healthy, 3 members: \(cell(report.rangeUp)) ms, n \(report.rangeUp.count)   "
        + verdict(report.rangeUp.medianMs <= 3_000, "≤ 3000"),
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

  private static func aligned(_ rows: [[String]]) -> [String] {
    let widths = (rows.first ?? []).indices.map { column in
      rows.map { $0[column].count }.max() ?? 0
    }
    return rows.map { row in
      let line = zip(row, widths).map { Terminal.padded($0, $1) }.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }
}
