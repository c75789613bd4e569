import Vocabulary

/// Whether it took the compound: every run of every part, drawn and tabulated.
enum InteractionSection {
  static func draw(_ facts: Facts) -> Markup {
    let input = facts.input
    guard let ablation = input.ablation, !ablation.arms.isEmpty else {
      guard let note = input.ablationNote else { return "" }
      return "<h2 id=\"interaction\">The parts on their own</h2>\n<p class=\"soft\">\(note)</p>\n"
    }
    let note: Markup = input.ablationNote.map { "<p class=\"note\">\($0)</p>" } ?? ""
    return """
      <h2 id="interaction">\(heading(ablation))</h2>
      <div class="two"><div class="card"><figure>\
      \(AblationPicture.drawing(ablation))</figure>\
      <ul class="legend"><li>\(key(Shapes.circle(7, 7, radius: 3.6, style: "pt")))a run that \
      kept serving</li><li>\(key(Shapes.cross(7, 7, style: "thincross")))a run that did not</li>\
      <li>\(key(Shapes.line(7, 0, 7, 14, style: "median")))median</li>\
      <li>\(key(Shapes.line(7, 0, 7, 14, style: "base")))median undisturbed</li></ul></div>
      <div>\(words(ablation))\(note)</div></div>
      <details class="scroll after"><summary>The same as a table, with ranges</summary>
      \(table(ablation))</details>

      """
  }

  static func key(_ shape: Markup) -> Markup {
    "<svg width=\"14\" height=\"14\" viewBox=\"0 0 14 14\" aria-hidden=\"true\">\(shape)</svg>"
  }

  private static func heading(_ ablation: Ablation) -> String {
    let singles = ablation.arms.filter { $0.steps.count == 1 }
    let all = ablation.arms.last
    let isCompound =
      singles.count > 1 && singles.allSatisfy { $0.runs.allSatisfy(\.served) }
      && (all.map { ArmSummary($0).isHarmful } ?? false)
    guard isCompound else { return "The parts on their own" }
    return singles.count == 2 ? "Neither alone, only both" : "None alone, only all together"
  }

  private static func words(_ ablation: Ablation) -> Markup {
    guard let interaction = ablation.interaction else {
      return unmeasured(ablation)
    }
    let factor = Written.rate(interaction.factor)
    let interval = "\(Written.rate(interaction.low))–\(Written.rate(interaction.high))×"
    return """
      <p class="big"><b>Interaction \(factor)×</b> <span class="soft">(80 % \
      interval <span class="n">\(interval)</span>)</span></p>
      <p>\(interaction.summary)</p>
      <p class="note">The factor is what the parts alone would lead one to expect of the \
      compound, divided by what was measured. 1× is no interaction. A run served if it kept at \
      least 80 % of the undisturbed rate of its own seed.</p>
      """
  }

  /// One seed shows what happened; how large the interaction is takes several.
  private static func unmeasured(_ ablation: Ablation) -> Markup {
    let parts = ablation.arms.filter { $0.steps.count == 1 }
    let runs = ablation.arms.map(\.runs.count).min() ?? 0
    guard parts.count > 1, let base = ablation.arms.first, base.steps.isEmpty,
      let all = ablation.arms.last, all.steps.count == parts.count, runs == 1,
      let before = ArmSummary(base).median, let together = ArmSummary(all).median
    else {
      return """
        <p class="big">The interaction cannot be told from these runs.</p>
        <p>It needs the undisturbed rate, every part alone, and all together, on two seeds.</p>
        """
    }
    let alone = parts.map { arm in
      "\(arm.name) alone \(ArmSummary(arm).median.map(Written.rate) ?? "–")"
    }
    return """
      <p class="big">\(Written.rate(before)) writes/s undisturbed, \
      \(Written.list(alone)), <b>all together \(Written.rate(together))</b>.</p>
      <p class="note">One run of each part. How large the interaction is, with an interval, takes \
      two seeds or more: <code>cygnet ablate \(ablation.mission) --repeats 5</code>. A run served \
      if it kept at least 80 % of the undisturbed rate of its seed.</p>
      """
  }

  private static func table(_ ablation: Ablation) -> Markup {
    let rows = ablation.arms.map { arm -> Markup in
      let summary = ArmSummary(arm)
      let invalid = arm.runs.filter { !$0.valid }.count
      let runs =
        Written.counted(arm.runs.count, "run") + (invalid > 0 ? ", \(invalid) invalid" : "")
      return """
        <tr><th scope="row">\(arm.name)</th><td class="n">\
        \(summary.median.map(Written.rate) ?? "–")</td><td class="n">\(summary.range)</td>\
        <td>\(served(summary))</td><td class="n">\(runs)</td></tr>

        """
    }
    return """
      <table><thead><tr><th scope="col">Steps left in</th><th scope="col" class="n">Median \
      writes / s</th><th scope="col" class="n">Range</th><th scope="col">Kept serving</th>\
      <th scope="col" class="n">Runs</th></tr></thead>
      <tbody>
      \(rows)</tbody></table>
      """
  }

  private static func served(_ summary: ArmSummary) -> Markup {
    summary.isHarmful
      ? "<span class=\"pill bad\">✕ \(summary.served)</span>"
      : "<span class=\"pill good\">✓ \(summary.served)</span>"
  }
}
