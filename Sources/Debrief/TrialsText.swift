package import Vocabulary

/// Tables of trials for terminals.
package enum TrialsText {
  /// k of n with intervals, figures with ranges, gaps, and the exercises that do not count.
  package static func terminal(_ table: TrialTable) -> String {
    let count = table.trials.count
    var blocks = [
      "\(Visible.text(table.mission)), \(Visible.text(Words.responder(table.responder))): "
        + "\(count) \(count == 1 ? "trial" : "trials"), seeds \(seeds(table.trials))"
    ]
    let percent = Written.percent(table.confidence)
    blocks.append(
      TextTable.render(
        header: ["outcome", "k/n", "\(percent) interval"], rows: table.outcomes.map(row),
        rightAligned: [1]))
    if !table.gaps.isEmpty {
      blocks.append(
        TextTable.render(
          header: ["gap", "k/n", "\(percent) interval", "what is missing"],
          rows: table.gaps.map { row($0) + [Gap(rawValue: $0.name)?.type ?? ""] },
          rightAligned: [1]))
    }
    if !table.figures.isEmpty {
      blocks.append(
        TextTable.render(
          header: ["figure", "median", "range", "n"],
          rows: table.figures.map { figure in
            [
              figure.name, value(figure.median, figure.unit),
              "\(value(figure.least, figure.unit)) – \(value(figure.most, figure.unit))",
              "\(figure.trials)",
            ]
          }, rightAligned: [1, 3]))
    }
    let invalid = table.invalid.map { run in
      "not counted: \(Visible.text(run.folder)), "
        + Visible.text(run.defects.joined(separator: "; "))
    }
    if !invalid.isEmpty { blocks.append(invalid.joined(separator: "\n")) }
    return blocks.joined(separator: "\n\n")
  }

  private static func row(_ share: TrialTable.Share) -> [String] {
    [share.name, "\(share.count)/\(share.trials)", interval(share)]
  }

  /// `57–100 %`.
  static func interval(_ share: TrialTable.Share) -> String {
    guard share.trials > 0 else { return "–" }
    func percent(_ value: Double) -> String { Written.decimal(value * 100, places: 0) }
    return "\(percent(share.low))–\(percent(share.high)) %"
  }

  /// A figure with the unit that it was measured in.
  static func value(_ value: Double, _ unit: String) -> String {
    switch unit {
    case "": Written.trimmed(Written.decimal(value, places: 1))
    case "s": Written.span(.seconds(value))
    default: Written.span(.seconds(value / 1000))
    }
  }

  /// `1–5`, or `1, 3, 7` where they do not follow each other.
  static func seeds(_ trials: [TrialRecord]) -> String {
    let seeds = Set(trials.map(\.seed)).sorted()
    guard let first = seeds.first, let last = seeds.last else { return "–" }
    if seeds.count > 2, last - first == UInt64(seeds.count - 1) { return "\(first)–\(last)" }
    return seeds.map(String.init).joined(separator: ", ")
  }
}
