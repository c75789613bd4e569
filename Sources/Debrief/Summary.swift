import Vocabulary

/// The exercise in plain sentences, each made of measured facts only.
enum Summary {
  /// A sentence; what stands between pairs of `**` is what the eye must not miss.
  struct Sentence: Sendable, Equatable {
    var text: String

    /// The pieces in order, each with whether it is emphasised.
    var pieces: [(text: String, isLoud: Bool)] {
      var result: [(text: String, isLoud: Bool)] = []
      var rest = text[...]
      var isLoud = false
      while let mark = rest.firstRange(ofMark: "**") {
        result.append((String(rest[..<mark.lowerBound]), isLoud))
        rest = rest[mark.upperBound...]
        isLoud.toggle()
      }
      result.append((String(rest), isLoud))
      return result.filter { !$0.text.isEmpty }
    }

    /// Without emphasis, for terminals.
    var plain: String { pieces.map(\.text).joined() }
  }

  /// What happened, how bad, when it was noticed, understood and contained, and what was lost.
  static func sentences(_ facts: Facts) -> [Sentence] {
    ([harm(facts), interaction(facts), abort(facts), response(facts)] + mistakes(facts)
      + [data(facts), order(facts), replicas(facts), twin(facts)]).compactMap { $0 }
  }

  /// `With a, b and c` in the order in which they took effect.
  private static func opening(_ facts: Facts) -> String? {
    let faults = facts.effective.sorted {
      ($0.effectiveNs ?? .zero, $0.id.rawValue) < ($1.effectiveNs ?? .zero, $1.id.rawValue)
    }
    guard !faults.isEmpty else { return nil }
    let phrases = faults.map { Words.phrase($0, in: facts.input.plan) }
    guard phrases.count > 3 else { return Written.list(phrases) }
    return phrases.prefix(2).joined(separator: ", ") + " and \(phrases.count - 2) more steps"
  }

  private static func harm(_ facts: Facts) -> Sentence {
    guard let opening = opening(facts) else {
      return Sentence(
        text: "**No fault was seen to take effect, so nothing was tested.**")
    }
    guard let steady = facts.curve.steadyRate else {
      return Sentence(
        text: "With \(opening). The load acknowledged no write before the first step, "
          + "so there is no steady state to compare with.")
    }
    let before = Written.rate(steady)
    guard let worst = facts.curve.worst else {
      let start = facts.effective.compactMap(\.effectiveNs).max() ?? .zero
      let during = CurveFacts.rate(
        of: facts.input.series, from: start, to: facts.firstHeal ?? facts.end)
      let now = during.map { ", \(Written.rate($0)) a second meanwhile" } ?? ""
      return Sentence(
        text: "With \(opening), the service kept serving: \(before) writes a second before"
          + "\(now).")
    }
    let times = facts.curve.harm.count
    let more =
      times > 1
      ? ", the longest of \(times) such stretches (\(span(facts.curve.total)) in all)" : ""
    let unfinished = worst.end + .seconds(1) >= facts.curve.end
    let length = unfinished ? "until the end, \(span(worst.length))" : "for \(span(worst.length))"
    if facts.harmAtHeal != nil {
      return Sentence(
        text: "With \(opening), writes went on as before. **The harm came at the heal: they fell "
          + "from \(before) a second to \(Written.rate(worst.rate)) \(length)**\(more).")
    }
    return Sentence(
      text: "With \(opening), **writes fell from \(before) a second to "
        + "\(Written.rate(worst.rate)) \(length)**\(more).")
  }

  private static func interaction(_ facts: Facts) -> Sentence? {
    guard let arms = facts.input.ablation?.arms, let all = arms.last, arms.count > 2 else {
      return nil
    }
    let singles = arms.filter { $0.steps.count == 1 }
    guard singles.count > 1, all.steps.count > 1 else { return nil }
    let harmless = singles.allSatisfy { $0.runs.allSatisfy(\.served) && !$0.runs.isEmpty }
    let bad = all.runs.filter { !$0.served }.count
    if harmless && !all.runs.isEmpty {
      let runs = "\(bad) of \(Written.counted(all.runs.count, "run"))"
      if bad == 0 { return Sentence(text: "In the ablation not even all steps together did harm.") }
      let none = singles.count == 2 ? "Neither step" : "None of the \(singles.count) steps"
      return Sentence(text: "\(none) does any harm alone; together they did in \(runs).")
    }
    guard bad > 0, bad == all.runs.count else { return nil }
    let slowed = singles.filter { !$0.runs.isEmpty && $0.runs.allSatisfy { !$0.served } }
    guard let first = slowed.first, let rate = ArmSummary(first).median,
      let together = ArmSummary(all).median,
      let base = arms.first.flatMap({ $0.steps.isEmpty ? ArmSummary($0).median : nil })
    else { return nil }
    // Below half is what the curve calls harm; a part that costs less is not the culprit.
    if let culprit = slowed.first(where: { ArmSummary($0).median.map { $0 < base / 2 } ?? false }) {
      let many = singles.count == 2 ? "both" : "them all"
      return Sentence(text: "It does not take \(many): \(culprit.name) alone does the harm.")
    }
    return Sentence(
      text: "On its own \(first.name) left \(Written.rate(rate)) of \(Written.rate(base)) writes a "
        + "second; all together left \(Written.rate(together)).")
  }

  private static func abort(_ facts: Facts) -> Sentence? {
    guard let event = facts.abort else { return nil }
    let condition = event.fields["condition"]?.text ?? "a safety limit"
    return Sentence(
      text: "**The safety limit “\(condition)” ended the exercise at "
        + "\(Written.span(event.timeNs)).**")
  }

  private static func response(_ facts: Facts) -> Sentence? {
    let score = facts.input.score
    guard score.times.t0Ns != nil else { return nil }
    if !facts.input.isValid && score.times.t1Ns == nil { return nil }
    guard facts.hasResponder else {
      return Sentence(text: unanswered(facts))
    }
    if facts.isHarmless && score.times.t1Ns == nil {
      return Sentence(text: "The service absorbed it: there was nothing to notice.")
    }
    var parts: [String] = []
    parts.append(noticed(facts))
    if score.times.t1Ns != nil || score.times.t2Ns != nil {
      parts.append(
        facts.sinceT0(score.times.t2Ns).map { "the cause was named after \(span($0))" }
          ?? "the right cause was never named")
    }
    parts.append(contained(facts))
    return Sentence(text: sentence(parts))
  }

  /// What nobody was there to answer.
  private static func unanswered(_ facts: Facts) -> String {
    guard let alert = facts.firstAlert, let delay = facts.sinceT0(alert.timeNs) else {
      return "Nobody was responding, and no alert fired."
    }
    let name = alert.fields["alert"]?.text ?? "an alert"
    guard delay >= .zero else {
      return "Nobody was responding; no alert that counts fired once the fault was in effect, "
        + "\(name) had fired \(span(.zero - delay)) before."
    }
    return "Nobody was responding; the first alert (\(name)) came \(delayed(delay))."
  }

  private static func noticed(_ facts: Facts) -> String {
    let times = facts.input.score.times
    guard let delay = facts.sinceT0(times.t1Ns) else { return "nobody noticed" }
    switch times.t1Source {
    case "human": return "someone noticed \(delayed(delay)), before any alert"
    case "customer": return "a customer had to tell the team, \(delayed(delay))"
    case "automation": return "automation noticed \(delayed(delay))"
    default: return "the alert came \(delayed(delay))"
    }
  }

  private static func contained(_ facts: Facts) -> String {
    let score = facts.input.score
    guard let time = score.timeToContainmentNs else {
      let words = score.censoredReason?.split(separator: ": ").last.map(String.init)
      if words == "not contained in the window" { return "it was not contained before the end" }
      return "it was not contained" + (words.map { " (\($0))" } ?? "")
    }
    let limit = facts.input.plan.budget.slaNs
    if score.tags.contains("waited"), time <= limit {
      return "waiting was right: it was over after \(span(time)), inside the \(span(limit)) allowed"
    }
    return time > limit
      ? "it was contained after \(span(time)), \(span(time - limit)) late"
      : "it was contained after \(span(time)), inside the \(span(limit)) allowed"
  }

  private static func mistakes(_ facts: Facts) -> [Sentence?] {
    let wrong = facts.moves.filter { $0.kind == .action && $0.grade == .wrong }
    guard let first = wrong.first else { return [] }
    let isFirst = facts.moves.first { $0.kind == .action } == first
    let opening = isFirst ? "The first action was wrong" : "One action was wrong"
    let rest = wrong.count > 1 ? ", and \(wrong.count - 1) more" : ""
    return [Sentence(text: "**\(opening): \(first.label)** (\(first.remark))\(rest).")]
  }

  private static func data(_ facts: Facts) -> Sentence {
    guard let lost = facts.lost else {
      return Sentence(
        text: "**Whether acknowledged writes were lost is not known.**")
    }
    let all = Written.count(facts.acknowledged)
    if lost == 0 { return Sentence(text: "No acknowledged write was lost, of \(all).") }
    return Sentence(
      text: "**\(Written.count(lost)) of \(all) acknowledged writes "
        + "\(lost == 1 ? "was" : "were") lost.**")
  }

  private static func order(_ facts: Facts) -> Sentence? {
    for verdict in facts.input.verdicts
    where verdict.result == .invalid && verdict.detail["lost"] == nil
      && verdict.checker != "replicas"
    {
      guard let anomaly = verdict.anomalies.first else { continue }
      let key = anomaly.key.map { " on key \($0)" } ?? ""
      let words =
        verdict.checker == "bank"
        ? "The bank does not balance" : "The history is not \(verdict.checker)"
      return Sentence(text: "**\(words)**: \(anomaly.name)\(key).")
    }
    return nil
  }

  /// Members that differ are named; that all of them say they are healthy is the point.
  private static func replicas(_ facts: Facts) -> Sentence? {
    let verdict = facts.input.verdicts.first { $0.checker == "replicas" && $0.result == .invalid }
    return (verdict?.anomalies.first).map { Sentence(text: "**\($0.summary).**") }
  }

  private static func twin(_ facts: Facts) -> Sentence? {
    let radius = facts.input.score.blastRadius
    guard facts.firstAction != nil, facts.abort == nil, let twin = radius.twin?.level,
      let actual = radius.actual?.level
    else { return nil }
    if twin > actual {
      return Sentence(
        text: "With nobody responding the blast radius was \(facts.twinLevel(twin)); the response "
          + "kept it at \(actual).")
    }
    guard facts.shortTwin == nil else { return nil }
    if twin < actual {
      return Sentence(
        text: "With nobody responding the blast radius was only \(twin): **the response made it "
          + "worse, \(actual)**.")
    }
    let shorter = (facts.twinCurve?.total ?? .zero) - facts.curve.total
    return shorter > .seconds(1)
      ? Sentence(text: "The response made the outage \(span(shorter)) shorter.") : nil
  }

  private static func sentence(_ parts: [String]) -> String {
    let text = parts.joined(separator: "; ")
    return text.prefix(1).uppercased() + text.dropFirst() + "."
  }

  private static func delayed(_ delay: Nanoseconds) -> String {
    delay <= .zero ? "at once" : "after \(span(delay))"
  }

  private static func span(_ value: Nanoseconds) -> String { Written.span(value) }
}

extension Substring {
  /// Where `mark` first stands; nil where it does not.
  fileprivate func firstRange(ofMark mark: String) -> Range<Index>? {
    var index = startIndex
    while index < endIndex {
      if self[index...].hasPrefix(mark) { return index..<self.index(index, offsetBy: mark.count) }
      formIndex(after: &index)
    }
    return nil
  }
}
