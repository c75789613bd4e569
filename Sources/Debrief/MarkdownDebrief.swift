import Vocabulary

/// The debrief in Markdown; everything that evidence says is escaped.
enum MarkdownDebrief {
  static func write(_ facts: Facts) -> String {
    let input = facts.input
    var blocks: [String] = []
    if !input.isValid {
      let reasons = input.invalidReasons.map { "> - \(escape($0))" }
      blocks.append(
        (["> **INVALID EXERCISE: nothing below counts as a result**", ">"] + reasons)
          .joined(separator: "\n"))
    }
    let started = input.environment["started_utc"]?.text.map(Written.date) ?? "time not recorded"
    blocks.append("# " + escape(input.plan.title))
    blocks.append("Classification: **\(escape(input.classification))**")
    blocks.append(
      [
        escape(facts.database),
        escape(Words.responder(input.responder)), escape(started), "seed \(input.plan.seed)",
        "mission \(escape(String(input.plan.missionSha256.prefix(12))))",
      ].joined(separator: " · "))
    blocks.append(
      Summary.sentences(facts).map { sentence in
        sentence.pieces.map { piece in
          let text = escape(piece.text)
          return piece.isLoud ? "**\(text)**" : text
        }.joined()
      }.joined(separator: " "))
    blocks.append(figures(facts))
    blocks += people(facts)
    if let ablation = input.ablation { blocks.append(ablationTable(ablation)) }
    if let attribution = input.attribution {
      blocks.append(AttributionText.markdown(attribution, twin: input.twin?.attribution))
    }
    blocks.append(verdicts(input))
    if !input.restores.isEmpty {
      blocks.append("## Restore\n\n" + table(RestoreSection.header, RestoreSection.cells(facts)))
    }
    blocks.append(proofs(input))
    blocks.append(sheet(input.score))
    blocks.append(
      "## Check it\n\n    \(Visible.text(FootSection.verify(input)))\n"
        + "    \(Visible.text(FootSection.reproduce(input)))")
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private static func figures(_ facts: Facts) -> String {
    let score = facts.input.score
    let containment = score.timeToContainmentNs.map(Written.span) ?? score.censoredReason ?? "–"
    let data = facts.lost.map { "\(Written.count($0)) of \(Written.count(facts.acknowledged))" }
    let twin =
      score.blastRadius.twin.map { facts.twinLevel($0.level) }
      ?? (facts.hasResponder ? "no twin" : "–")
    return table(
      ["Figure", "Value"],
      [
        ["Readiness", "\(score.readiness.map(String.init) ?? "–") (\(score.readinessReason))"],
        ["Blast radius as it went", score.blastRadius.actual.map { "\($0.level)" } ?? "–"],
        ["Blast radius, nobody responding", twin],
        ["Time to containment", containment],
        ["Acknowledged writes lost", data ?? "not counted"],
      ])
  }

  /// What an exercise with people has beside it, and the tables of the replay.
  private static func people(_ facts: Facts) -> [String] {
    var blocks: [String] = []
    if let workshop = facts.input.workshop, !workshop.entries.isEmpty {
      blocks.append(
        "## Gaps\n\n" + WorkshopSection.words(workshop) + "\n\n"
          + WorkshopSection.table(workshop).markdown)
    }
    let tables = [
      ("What blue could see", ReplayTables.seen(facts)),
      ("What blue believed and did", ReplayTables.done(facts)),
      ("What was true", ReplayTables.truths(facts)),
    ]
    blocks += tables.filter { !$0.1.rows.isEmpty }.map { "## \($0.0)\n\n\($0.1.markdown)" }
    blocks += PeopleSection.tables(facts).map { _, title, table, note in
      "## \(title)\n\n\(table.markdown)" + (note.map { "\n\n" + escape($0) } ?? "")
    }
    if let red = RedSection.table(facts) { blocks.append("## How red fared\n\n" + red.markdown) }
    return blocks
  }

  private static func ablationTable(_ ablation: Ablation) -> String {
    var text =
      "## The parts on their own\n\n"
      + table(
        ["Steps left in", "Median writes/s", "Range", "Kept serving"],
        ablation.arms.map { arm in
          let summary = ArmSummary(arm)
          return [
            arm.name, summary.median.map(Written.rate) ?? "–", summary.range, summary.served,
          ]
        })
    if let interaction = ablation.interaction {
      text +=
        "\n\n**Interaction \(Written.rate(interaction.factor))×** (80 % interval "
        + "\(Written.rate(interaction.low))–\(Written.rate(interaction.high))×). "
        + escape(interaction.summary)
    }
    return text
  }

  private static func verdicts(_ input: DebriefInput) -> String {
    "## Verdicts\n\n"
      + table(
        ["Checker", "Result", "What it found"],
        input.verdicts.map { [$0.checker, $0.result.rawValue, $0.summary] })
  }

  private static func proofs(_ input: DebriefInput) -> String {
    "## Proof of every fault\n\n"
      + table(
        ["Step", "Commanded", "Effective", "Healed", "Healing proved", "What the probe saw"],
        input.faults.map { fault in
          [
            Words.label(fault, in: input.plan), Written.moment(fault.commandedNs),
            Written.moment(fault.effectiveNs), Written.moment(fault.healedNs),
            fault.healProved ? "yes" : "no", fault.proof ?? "–",
          ]
        })
  }

  private static func sheet(_ score: Score) -> String {
    "## Score sheet\n\n" + escape(ScoreSection.constants(score)) + "\n\n"
      + table(
        ["Input", "Value", "Rule", "Events"],
        score.inputs.map { input in
          [
            input.name, input.value, input.rule,
            input.evidence.map(String.init).joined(separator: ", "),
          ]
        })
  }

  static func table(_ header: [String], _ rows: [[String]]) -> String {
    let lines =
      [header, header.map { _ in "---" }]
      + rows.map { $0.map(escape) }
    return lines.map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
  }

  /// Text that Markdown and the HTML within it leave alone.
  static func escape(_ text: String) -> String {
    var result = ""
    for character in Visible.text(text) {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\\", "`", "*", "_", "[", "]", "|", "#", "~": result += "\\" + String(character)
      default: result.append(character)
      }
    }
    return result
  }
}
