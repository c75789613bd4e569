import Vocabulary

/// The exercise at a moment: what blue could see, what blue believed and did, what was true.
///
/// Shape: without script these are whole tables; with it a slider shows what held at its moment.
enum ReplaySection {
  static func draw(_ facts: Facts) -> Markup {
    let tables: [(String, PlainTable)] = [
      ("What blue could see", ReplayTables.seen(facts)),
      ("What blue believed and did", ReplayTables.done(facts)),
      ("What was true", ReplayTables.truths(facts)),
    ]
    let columns = tables.map { title, table -> Markup in
      let body: Markup =
        table.rows.isEmpty ? "<p class=\"soft\">Nothing.</p>" : table.html()
      return "<section class=\"card scroll\"><h3>\(title)</h3>\(body)</section>\n"
    }
    return """
      <h2 id="replay">What blue could see, and what was true</h2>
      <div class="three">
      \(columns)</div>
      \(facts.input.terminals.map(terminal))\(bar(facts))
      """
  }

  /// The slider with its jumps; hidden until the script shows it.
  private static func bar(_ facts: Facts) -> Markup {
    let times = facts.input.score.times
    let moments: [(String, Nanoseconds?)] = [
      ("T0", times.t0Ns), ("T1", times.t1Ns), ("T2", times.t2Ns), ("T3", times.t3Ns),
      ("T4", times.t4Ns),
    ]
    let jumps = moments.map { name, time -> Markup in
      guard let time else {
        return "<button type=\"button\" disabled>\(name)</button>\n"
      }
      return """
        <button type="button" data-jump="\(PlainTable.milliseconds(time))">\(name)</button>

        """
    }
    let zero = times.t0Ns.map { PlainTable.milliseconds($0) } ?? "0"
    let end = PlainTable.milliseconds(facts.end)
    return """
      <div id="replay-bar" class="replaybar" hidden data-zero="\(zero)">
      <label for="replay-at">Replay</label>
      <input id="replay-at" type="range" min="0" max="\(end)" step="100" value="\(end)">
      <output for="replay-at">whole exercise</output>
      \(jumps)<button type="button" data-jump="">Whole</button>
      </div>

      """
  }

  private static func terminal(_ recording: TerminalOutput) -> Markup {
    let plain = PlainTerminal(recording)
    let lines = plain.lines.map { line -> Markup in
      """
      <span data-from="\(PlainTable.milliseconds(line.timeNs))" data-to="">\
      <i>\(Written.decimal(line.timeNs.inSeconds, places: 1))</i> \(line.text)
      </span>
      """
    }
    let left: Markup =
      plain.dropped > 0
      ? "<p class=\"note\">\(Written.counted(plain.dropped, "earlier line")) left out here; the "
        + "recording holds them.</p>" : ""
    return """
      <details class="card terminal after" open><summary>Terminal \(recording.number): \
      \(recording.title)</summary>\(left)<pre tabindex="0">\(lines)</pre></details>

      """
  }
}
