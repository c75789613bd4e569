import Vocabulary

/// The debrief as plain text: Markdown for a ticket, a few lines for the end of a command.
package enum DebriefText {
  /// The page without its pictures, in Markdown.
  package static func markdown(_ input: DebriefInput) -> String {
    MarkdownDebrief.write(Facts(input))
  }

  /// At most 25 lines of at most 100 columns; no escape sequence of a hostile name survives.
  package static func terminal(_ input: DebriefInput) -> String {
    TerminalDebrief.write(Facts(input))
  }
}

/// The end of `cygnet rehearse`.
enum TerminalDebrief {
  static func write(_ facts: Facts) -> String {
    let input = facts.input
    var lines: [String] = []
    if !input.isValid {
      lines.append("INVALID EXERCISE: nothing below counts as a result")
      for reason in input.invalidReasons.prefix(3) { lines += ["  ✕ " + one(reason, 96)] }
      if input.invalidReasons.count > 3 {
        lines.append("  ✕ and \(input.invalidReasons.count - 3) more")
      }
    }
    lines.append(one("\(input.plan.title) · seed \(input.plan.seed)", 100))
    let summary = Summary.sentences(facts).map(\.plain).joined(separator: " ")
    lines += wrap(Visible.text(summary), width: 98, limit: input.isValid ? 8 : 6)
    lines.append("")
    lines += figures(facts)
    let verdicts = input.verdicts.map { verdict -> String in
      let isMeasure = verdict.detail["claimed"]?.flag == false && verdict.result == .valid
      if isMeasure { return "– \(verdict.checker) (measured)" }
      let mark = verdict.result == .valid ? "✓" : verdict.result == .invalid ? "✕" : "?"
      return "\(mark) \(verdict.checker)"
    }
    if !verdicts.isEmpty {
      lines.append(one("  verdicts      " + verdicts.joined(separator: "  "), 100))
    }
    lines.append("  verify        " + Visible.text(FootSection.verify(input)))
    lines.append("  reproduce     " + Visible.text(FootSection.reproduce(input)))
    return lines.joined(separator: "\n") + "\n"
  }

  private static func figures(_ facts: Facts) -> [String] {
    let score = facts.input.score
    let radius = score.blastRadius
    let readiness =
      score.readiness.map { "\($0) of 5 (\(score.readinessReason))" }
      ?? "not given (\(score.readinessReason))"
    let containment =
      score.timeToContainmentNs.map {
        "\(Written.span($0)), SLA \(Written.span(facts.input.plan.budget.slaNs))"
      } ?? "– (\(score.censoredReason ?? "no time was recorded"))"
    let data = facts.lost.map {
      "\(Written.count($0)) lost of \(Written.count(facts.acknowledged))"
    }
    var lines = [
      "  readiness     " + readiness,
      "  blast radius  " + (radius.actual.map { "\($0.level)" } ?? "–") + " as it went, "
        + (radius.twin.map { "\(facts.twinLevel($0.level)) with nobody responding" } ?? "no twin"),
      "  containment   " + containment, "  data          " + (data ?? "losses not counted"),
    ]
    if let interaction = facts.input.ablation?.interaction {
      lines.append(
        "  interaction   \(Written.rate(interaction.factor))× (80 % "
          + "\(Written.rate(interaction.low))–\(Written.rate(interaction.high))×)")
    }
    if let mark = score.constants { lines.append("  constants     " + mark.words) }
    lines += facts.input.attribution.map(AttributionText.terminal) ?? []
    lines.append("  faults        " + proofs(facts))
    return lines.map { one($0, 100) }
  }

  /// `2 of 2 proved, 2 of 2 healed`; what stays to the end by design has no healing to prove.
  private static func proofs(_ facts: Facts) -> String {
    let all = facts.input.faults
    let proved = all.filter { $0.effectiveNs != nil }
    let mortal = all.filter { !facts.lastsToTheEnd($0) }
    let healed = mortal.filter(\.healProved)
    let stay = all.count - mortal.count
    return "\(proved.count) of \(all.count) proved, \(healed.count) of \(mortal.count) healed"
      + (stay > 0 ? ", \(stay) to the end by design" : "")
  }

  /// One line of at most `width` columns, made safe to print.
  private static func one(_ text: String, _ width: Int) -> String {
    let safe = Visible.text(text)
    return safe.count <= width ? safe : safe.prefix(width - 1) + "…"
  }

  /// Lines broken between words; what exceeds `limit` lines ends in an ellipsis.
  static func wrap(_ text: String, width: Int, limit: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      var rest = Substring(word)
      while rest.count > width {
        if !line.isEmpty { lines.append(line) }
        line = ""
        lines.append(String(rest.prefix(width)))
        rest = rest.dropFirst(width)
      }
      if line.isEmpty {
        line = String(rest)
      } else if line.count + 1 + rest.count <= width {
        line += " " + rest
      } else {
        lines.append(line)
        line = String(rest)
      }
    }
    if !line.isEmpty { lines.append(line) }
    guard lines.count > limit else { return lines }
    return lines.prefix(limit - 1) + [String(lines[limit - 1].prefix(width - 1)) + "…"]
  }
}
