import Debrief
import Findings
import Readiness
import Vocabulary

/// One finding: what was seen, how likely it is, who has it, and what is left to do.
enum FindingPage {
  static func draw(_ sheet: FindingSheet, _ shell: ProgramShell) -> Markup {
    let finding = sheet.finding
    let today = sheet.today
    let text: Markup =
      finding.text.isEmpty ? "" : "<blockquote>\(finding.text)</blockquote>"
    return shell.draw(
      title: finding.id.rawValue,
      """
      <p class="lead">\(finding.title)</p>
      <p>\(FindingRows.mark(finding.status(on: today), isRed: finding.isRed(on: today))) \
      <span class="soft">since \(finding.since)</span>\(warnings(sheet))</p>
      <div class="room"><div class="wide-column">
      <section class="card" aria-labelledby="seen-title"><h2 id="seen-title">What was seen</h2>
      <p class="big">\(finding.opening.seen.text)</p>\(text)\(facts(finding))</section>
      \(trials(finding))\(history(sheet))</div>
      <div class="hand-column">\(priority(finding))\(agreed(finding))\(steps(sheet))</div></div>
      <p class="after"><a href="/program/findings">All findings</a></p>
      """)
  }

  private static func warnings(_ sheet: FindingSheet) -> Markup {
    let finding = sheet.finding
    var words: [String] = []
    if finding.isMissed(on: sheet.today) { words.append("its date was missed") }
    if finding.isOwnerGone { words.append("its owner has left") }
    if finding.reopenCount > 0 {
      words.append("it came back \(Written.counted(finding.reopenCount, "time"))")
    }
    return words.isEmpty ? "" : " <strong>\(words.joined(separator: "; "))</strong>"
  }

  private static func facts(_ finding: Finding) -> Markup {
    let opening = finding.opening
    let about = opening.about.map { " “\($0)”" } ?? ""
    let rows: [(String, String)] = [
      ("gap", "\(opening.gap)\(about), \(opening.gapType)"),
      ("mission", opening.mission), ("family", opening.family), ("target", opening.service),
      ("evidence", opening.run), ("opened", "\(finding.openedAt) by \(finding.openedBy)"),
      ("smallest mission", finding.smallestMission ?? "none yet: cygnet shrink looks for it"),
    ]
    return list(rows)
  }

  private static func priority(_ finding: Finding) -> Markup {
    let priority = finding.priority
    let interval = priority.interval
    let (low, high) = (
      Written.decimal(interval.lowerBound, places: 2),
      Written.decimal(interval.upperBound, places: 2)
    )
    let all = finding.allTrials
    let since: Markup =
      finding.trialsSinceClaim.trials > 0 && all.trials > finding.trialsSinceClaim.trials
      ? "<p class=\"soft\">Of the trials since the last claim; of all trials \(all.text).</p>" : ""
    return """
      <section class="card" aria-labelledby="priority-title"><h2 id="priority-title">Priority</h2>
      <p class="big">\(priority.text)</p>
      \(LikelihoodBar.draw(finding.likelihood, interval))
      <p>\(finding.likelihood.text) trials showed it: likelihood \
      \(Written.decimal(finding.likelihood.mean, places: 2)), 80 % interval \(low) to \(high).</p>
      \(since)<p class="soft">Blast radius \(finding.blast.text), without a response.</p></section>
      """
  }

  private static func agreed(_ finding: Finding) -> Markup {
    var rows: [(String, String)] = [
      ("owner", finding.owner.map { "\($0.name) <\($0.email)>" } ?? "nobody"),
      ("due", finding.due ?? "no date"),
      ("next exercise", finding.window ?? "not known when it was agreed"),
      ("re-test", finding.retest?.text ?? "none"),
    ]
    if let risk = finding.risk {
      rows.append(("risk accepted", "\(risk.person.name) until \(risk.until): \(risk.reason)"))
    }
    for moved in finding.extensions {
      let from = moved.from.map { "from \($0) " } ?? ""
      rows.append(("date moved", "\(from)to \(moved.to) by \(moved.by): \(moved.reason)"))
    }
    return """
      <section class="card" aria-labelledby="agreed-title">
      <h2 id="agreed-title">What was agreed</h2>\(list(rows))</section>
      """
  }

  private static func list(_ rows: [(String, String)]) -> Markup {
    let lines = rows.map { name, value -> Markup in "<dt>\(name)</dt><dd>\(value)</dd>" }
    return "<dl class=\"facts\">\(lines)</dl>"
  }

  private static func steps(_ sheet: FindingSheet) -> Markup {
    let rows = sheet.steps.map { step -> Markup in
      let command: Markup = step.command.map { "<br><code>\($0)</code>" } ?? ""
      let mark: Markup =
        step.isDone
        ? "<span class=\"pill good\">✓ done</span>" : "<span class=\"pill unsure\">○ missing</span>"
      return "<li>\(mark) \(step.text)\(command)</li>"
    }
    return """
      <section class="card" aria-labelledby="steps-title">
      <h2 id="steps-title">What is missing to verify it</h2>
      <ul class="rows">\(rows)</ul>
      <p class="soft">Nothing is closed by a statement.</p></section>
      """
  }

  private static func trials(_ finding: Finding) -> Markup {
    let rows = finding.trials.map { trial in
      PlainTable.Row([
        trial.fact.run, trial.fact.responder, "\(trial.fact.seed)",
        trial.fact.isShown ? "shown" : "not shown", counts(trial),
      ])
    }
    let table = PlainTable(["run", "responder", "seed", "gap", "counts"], rows)
    let caption = "\(finding.allTrials.text) of those that count showed it"
    return """
      <section class="card" aria-labelledby="trials-title"><h2 id="trials-title">Trials</h2>
      \(ScrollPart.draw(table.html(caption: caption), "Trials"))</section>
      """
  }

  private static func counts(_ trial: Finding.Trial) -> String {
    if let reason = trial.excluded { return "no: \(reason)" }
    return trial.fact.isValid ? "yes" : "no, invalid: \(trial.fact.note ?? "nobody wrote why")"
  }

  private static func history(_ sheet: FindingSheet) -> Markup {
    let rows = sheet.events.suffix(200).map { event in
      PlainTable.Row([event.at, event.by, FindingHistory.words(event.change)])
    }
    let hidden = sheet.events.count - rows.count
    let table = PlainTable(["when", "who", "what"], rows)
    let caption = hidden > 0 ? "The last 200 of \(sheet.events.count) lines" : "The oldest first"
    return """
      <section class="card" aria-labelledby="history-title"><h2 id="history-title">History</h2>
      \(ScrollPart.draw(table.html(caption: caption), "History"))</section>
      """
  }
}
