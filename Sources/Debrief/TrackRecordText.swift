package import Vocabulary

/// `docs/TRACK_RECORD.md`: what every mission found, from run folders alone.
package enum TrackRecordText {
  /// The page; the same records give the same bytes.
  package static func markdown(_ record: TrackRecord) -> String {
    let missed = record.entries.filter { !$0.unmet.isEmpty }
    var blocks = ["# Track record", opening(record, missed: missed.count), versions(record)]
    if !missed.isEmpty {
      let lines = missed.flatMap { entry in
        entry.unmet.map { "- **\(escape(entry.mission.name))**: \(escape($0))" }
      }
      blocks.append("## Not as expected\n\n" + lines.joined(separator: "\n"))
    }
    blocks.append("## Overview\n\n" + overview(record))
    blocks += record.entries.map(section)
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private static func opening(_ record: TrackRecord, missed: Int) -> String {
    let count = record.entries.count
    let outcome =
      missed == 0
      ? "All came out as their authors expect."
      : "\(missed) did not come out as their authors expect."
    return "What \(count) \(count == 1 ? "mission" : "missions") found on real clusters. "
      + "Written by `make track-record` from run folders alone; each is played with its own "
      + "runbook, with the tempting one, and with nobody. \(outcome) “Contained” is within the "
      + "SLA; k/n are trials on as many seeds, with Jeffreys' 95 % interval; invalid exercises "
      + "count in no n. How it is read: [reference](reference/track-record.md)."
  }

  private static func versions(_ record: TrackRecord) -> String {
    let trials = record.entries.flatMap(\.played).flatMap(\.table.trials)
    func of(_ key: String) -> String {
      let found = Set(trials.compactMap { $0.versions[key] }).sorted()
      return found.isEmpty ? "unknown" : found.map(escape).joined(separator: ", ")
    }
    return "Database: \(of("database_version")) · kernel \(of("kernel")) · "
      + "cygnet \(of("cygnet_version"))"
  }

  private static func overview(_ record: TrackRecord) -> String {
    var rows = [
      ["mission", "runbook", "contained", "tempting", "contained", "nobody", "as expected"]
    ]
    rows.append(rows[0].map { _ in "---" })
    for entry in record.entries {
      func share(_ role: TrackRecord.Role) -> String {
        guard let table = entry.played.first(where: { $0.role == role })?.table else { return "–" }
        let held = table.trials.count(where: \.isHeld)
        let harm = table.trials.count(where: \.isWorse)
        return "\(held)/\(table.trials.count)" + (harm > 0 ? ", worse \(harm)" : "")
      }
      rows.append([
        "[\(escape(entry.mission.name))](#\(entry.mission.name))",
        escape(entry.mission.blue.runbook ?? "–"), share(.runbook),
        escape(entry.mission.blue.tempting ?? "–"), share(.tempting), share(.nobody),
        entry.unmet.isEmpty ? "yes" : "**no**",
      ])
    }
    return rows.map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
  }

  private static func section(_ entry: TrackRecord.Entry) -> String {
    let mission = entry.mission
    var blocks = [
      "## \(escape(mission.name))", escape(mission.title) + ".",
      "Setting: \(escape(setting(mission)))",
      "Hypothesis: " + escape(oneLine(mission.hypothesis)),
    ]
    let head = [
      "with", "seeds", "contained", "verdict", "readiness", "longest write gap",
      "while it held", "once healed", "outage",
      "writes lost", "blast", "gaps and harm",
    ]
    let rows = [head, head.map { _ in "---" }] + entry.played.map(row)
    blocks.append(
      rows.map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n"))
    if !entry.unmet.isEmpty {
      blocks.append("**Not as expected**: " + escape(entry.unmet.joined(separator: "; ")))
    }
    return blocks.joined(separator: "\n\n")
  }

  private static func row(_ played: TrackRecord.Played) -> [String] {
    let table = played.table
    func figure(_ name: String) -> String {
      guard let figure = table.figures.first(where: { $0.name == name }) else { return "–" }
      let median = TrialsText.value(figure.median, figure.unit)
      guard figure.least != figure.most else { return median }
      return "\(median) (\(TrialsText.value(figure.least, figure.unit))–"
        + "\(TrialsText.value(figure.most, figure.unit)))"
    }
    let held = table.outcomes.first { $0.name == "contained within SLA" }
    let verdicts = Validity.allCases.compactMap { verdict -> String? in
      let count = table.trials.count { $0.verdict == verdict }
      return count > 0 ? "\(verdict.rawValue) \(count)/\(table.trials.count)" : nil
    }
    return [
      played.role == .nobody ? "nobody" : escape(MatrixText.name(table.responder)),
      TrialsText.seeds(table.trials),
      held.map { "\($0.count)/\($0.trials) (\(TrialsText.interval($0)))" } ?? "–",
      verdicts.joined(separator: ", "), figure("readiness"), figure("longest write gap"),
      figure("longest write gap, fault held"), figure("longest write gap, fault healed"),
      figure("outage"), figure("lost writes"), figure("blast radius"), escape(harm(table)),
    ]
  }

  private static func harm(_ table: TrialTable) -> String {
    var words = table.gaps.map { "\($0.name) \($0.count)/\($0.trials)" }
    let worse = table.trials.count(where: \.isWorse)
    if worse > 0 { words.append("worse than nobody \(worse)/\(table.trials.count)") }
    if !table.invalid.isEmpty { words.append("\(table.invalid.count) invalid, not counted") }
    return words.isEmpty ? "–" : words.joined(separator: ", ")
  }

  /// `etcd, 3 hosts, pre-vote true; register, 300/s`.
  private static func setting(_ mission: Mission) -> String {
    let database = mission.database
    let settings = database.settings.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    let load = mission.workload
    let rate = load.ratePerS.map { "\(Written.rate($0)) operations/s" } ?? "closed loop"
    return (["\(database.kind), \(database.hosts) hosts"] + settings).joined(separator: ", ")
      + "; \(load.kind), \(load.clients) clients, \(rate)"
  }

  private static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func escape(_ text: String) -> String { MarkdownDebrief.escape(text) }
}
