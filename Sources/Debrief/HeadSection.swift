import Vocabulary

/// What stands first: whether it counts at all, what it was, and what happened in plain words.
enum HeadSection {
  /// Loud where the exercise is invalid, or was ended by a safety limit; empty otherwise.
  static func banner(_ facts: Facts) -> Markup {
    let input = facts.input
    guard !input.isValid else { return "" }
    let reasons =
      input.invalidReasons.isEmpty ? ["No reason was recorded."] : input.invalidReasons
    let items = reasons.map { "<li>\($0)</li>" as Markup }
    return """
      <div class="banner" role="alert">
      <strong>✕ INVALID EXERCISE: nothing below counts as a result</strong>
      <ul>\(items)</ul>
      <p>An exercise counts only where a probe saw every fault take effect, and saw every fault \
      gone. Mend what the lines above name, then rehearse again.</p>
      </div>

      """
  }

  static func header(_ facts: Facts) -> Markup {
    let input = facts.input
    let plan = input.plan
    let settings = plan.database.settings.sorted { $0.key < $1.key }
      .map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    let started = input.environment["started_utc"]?.text.map(Written.date)
    let line = [
      facts.database + (settings.isEmpty ? "" : " (\(settings))"),
      Written.counted(plan.hosts.count, "host"), Words.responder(input.responder),
      started ?? "start time not recorded",
    ].joined(separator: " · ")
    return """
      <header><div><h1>\(plan.title)</h1><p>\(line)</p></div>\
      <div class="code">\(name(input))<br>seed \(String(plan.seed)) · mission \
      <span title="SHA-256 \(plan.missionSha256)">\(String(plan.missionSha256.prefix(12)))</span>\
      </div></header>

      """
  }

  /// The mission, after the neutral name under which blue knew it.
  private static func name(_ input: DebriefInput) -> String {
    let sham = input.isSham ? " · a sham: nothing was injected" : ""
    return (input.code.map { "\($0) · " } ?? "") + input.plan.mission + sham
  }

  static func lead(_ facts: Facts) -> Markup {
    let sentences = Summary.sentences(facts).map { sentence in
      sentence.pieces.map { piece -> Markup in
        piece.isLoud ? "<b>\(piece.text)</b>" : "\(piece.text)"
      }
    }
    var text: Markup = ""
    for (index, sentence) in sentences.enumerated() {
      if index > 0 { text += " " }
      text += "\(sentence)"
    }
    let tested = facts.input.plan.hypothesis.split { $0 == "\n" || $0 == " " }
      .joined(separator: " ")
    let hypothesis: Markup =
      tested.isEmpty ? "" : "<p class=\"tested\">What the mission set out to show: \(tested)</p>\n"
    return "<p class=\"lead\">\(text)</p>\n\(hypothesis)"
  }
}
