import Vocabulary

/// What each restore brought back and what it cost: a table, and a picture of the times.
enum RestoreSection {
  static func draw(_ facts: Facts) -> Markup {
    let restores = facts.input.restores
    guard !restores.isEmpty else { return "" }
    let rows = restores.map { row($0, facts) }
    let pictures = restores.filter { $0.failure == nil }.map { RestorePicture.draw($0) }
    return """
      <h2 id="restore">Restore</h2>
      <div class="card scroll"><table><thead><tr><th scope="col">Restore</th>\
      <th scope="col">Backup</th><th scope="col">Recovery point</th>\
      <th scope="col">Recovery time</th><th scope="col">What it brought back</th></tr></thead>
      <tbody>
      \(rows)</tbody></table>\(pictures)</div>

      """
  }

  private static func row(_ restore: RestoreFigures, _ facts: Facts) -> Markup {
    let hosts = restore.hosts.map(\.rawValue).joined(separator: ", ")
    return """
      <tr><th scope="row">\(restore.step.rawValue) on \(hosts), \
      \(Written.moment(restore.commandedNs))</th><td>\(backup(restore, facts))</td>\
      <td>\(point(restore))</td><td>\(time(restore))</td><td>\(brought(restore))</td></tr>

      """
  }

  /// The same rows for Markdown.
  static func cells(_ facts: Facts) -> [[String]] {
    facts.input.restores.map { restore in
      [
        "\(restore.step.rawValue) on \(restore.hosts.map(\.rawValue).joined(separator: ", "))",
        backup(restore, facts), point(restore), time(restore), brought(restore),
      ]
    }
  }

  static let header = ["Restore", "Backup", "Recovery point", "Recovery time", "Brought back"]

  private static func backup(_ restore: RestoreFigures, _ facts: Facts) -> String {
    let taken = facts.input.timeline.last {
      $0.kind == .backupTaken && $0.fields["name"]?.text == restore.backup
        && $0.timeNs <= restore.commandedNs
    }
    var words = restore.backup
    if let time = restore.takenNs { words += ", taken at \(Written.moment(time))" }
    if let revision = restore.revision {
      words += ", \(taken?.fields["position"]?.text ?? "revision \(revision)")"
    }
    if let kept = taken?.fields["truncated"]?.double {
      words += kept == 0 ? ", left empty" : ", cut to \(Written.percent(kept)) of its size"
    }
    return words
  }

  private static func point(_ restore: RestoreFigures) -> String {
    guard restore.failure == nil else { return "–" }
    guard restore.lost > 0, let span = restore.recoveryPointNs else {
      return "nothing acknowledged was lost"
    }
    return "\(Written.count(Int64(restore.lost))) of "
      + "\(Written.count(Int64(restore.acknowledged))) acknowledged writes, "
      + "\(Written.span(span)) of work"
  }

  private static func time(_ restore: RestoreFigures) -> String {
    guard let whole = restore.recoveryTimeNs, let own = restore.recoveryTimeFromCommandNs else {
      return restore.failure == nil ? "no write was acknowledged after it" : "–"
    }
    return "\(Written.span(whole)) without a write, \(Written.span(own)) of it from the command"
  }

  private static func brought(_ restore: RestoreFigures) -> String {
    if let failure = restore.failure { return "nothing: \(failure)" }
    var words = [Written.counted(restore.keys, "key")]
    if !restore.behind.isEmpty { words.append("\(restore.behind.count) older than acknowledged") }
    if !restore.missing.isEmpty { words.append("\(restore.missing.count) missing") }
    if !restore.foreign.isEmpty {
      words.append("\(restore.foreign.count) that no client ever wrote: another cluster's backup")
    }
    return words.joined(separator: ", ")
  }
}
