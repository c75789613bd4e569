import Vocabulary

/// A bench of the checkers as a person reads it.
enum CheckersTable {
  static func text(_ report: CheckersReport) -> String {
    let head =
      "cygnet \(report.cygnetVersion); processor time from opening the file to the verdict; "
      + "an empty process has \(BenchTable.trimmed(report.emptyMib)) MiB"
    let widths = columns.indices.map { column in
      ([columns] + report.rows.map(cells)).map { $0[column].count }.max() ?? 0
    }
    let lines = ([columns] + report.rows.map(cells)).map { cells in
      zip(cells, widths).map { Terminal.padded($0, $1) }.joined(separator: "  ")
    }
    return ([head, ""] + lines + [""] + others(report)).joined(separator: "\n")
  }

  /// The same as a table for documents.
  static func markdown(_ report: CheckersReport) -> String {
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    return
      ([line(columns), "|" + String(repeating: "---|", count: columns.count)]
      + report.rows.map { line(cells($0)) } + [""] + others(report)).joined(separator: "\n")
  }

  private static let columns = [
    "history", "operations", "form", "verdict", "CPU ms", "peak MiB", "operations/s", "bar",
    "Porcupine",
  ]

  private static func cells(_ row: CheckersReport.Row) -> [String] {
    [
      row.family, "\(row.operations)", row.form, row.result, BenchTable.trimmed(row.cpuMs),
      BenchTable.trimmed(row.peakMib), "\(Int(row.operationsPerS))", bar(row), porcupine(row),
    ]
  }

  private static func bar(_ row: CheckersReport.Row) -> String {
    let bars = [
      row.barMs.map { "≤ \(BenchTable.trimmed($0)) ms" },
      row.barMib.map { "≤ \(BenchTable.trimmed($0)) MiB" },
    ].compactMap { $0 }
    return bars.isEmpty ? "" : bars.joined(separator: ", ") + (row.isMet ? ": met" : ": MISSED")
  }

  private static func porcupine(_ row: CheckersReport.Row) -> String {
    guard let result = row.porcupineResult else { return "" }
    guard let time = row.porcupineMs, let memory = row.porcupineMib else { return result }
    return "\(result), \(BenchTable.trimmed(time)) ms, \(BenchTable.trimmed(memory)) MiB"
  }

  private static func others(_ report: CheckersReport) -> [String] {
    var lines = report.exponents.sorted { $0.key < $1.key }.map {
      "time ∝ operations^\(BenchTable.trimmed($0.value)): \($0.key)"
    }
    if let recorder = report.recorder {
      lines.append(
        "recorder: \(BenchTable.trimmed(recorder.nsPerOperation)) ns an operation, "
          + "\(Int(recorder.operationsPerS)) operations/s on one core, file included   "
          + (recorder.isMet ? "met" : "MISSED") + " (≤ 1000 ns, ≥ 1000000/s)")
    }
    return lines
  }
}
