import Vocabulary

/// The lines of the sheet that show T0 … T4 and the alerts.
enum TimeLines {
  static func inputs(
    _ facts: ExerciseFacts, moments: Moments, times: Score.Times, rubric: Rubric
  ) -> [Score.Input] {
    func after(_ time: Nanoseconds?) -> String {
      time.map { "T0 + \(Figures.span($0 - moments.t0))" } ?? "never"
    }
    let source = times.t1Source.map { " (\($0))" } ?? ""
    let notice = facts.automationNotice?.moment.evidence ?? []
    let verified = moments.onset.isVerified ? "proved" : "acknowledged only, unverified"
    let cause = moments.recovery.map { ", by \($0.cause.rawValue)" } ?? ""
    return [
      .init(
        name: "T0", value: "\(Figures.span(moments.t0)) into the exercise, \(verified)",
        rule: "first moment a probe confirms the first scored fault",
        evidence: moments.onset.moment.evidence),
      .init(
        name: "T1", value: after(times.t1Ns) + source,
        rule: "first relevant alert delivered, or blue's declaration inside the footprint",
        evidence: moments.detection?.notified?.evidence ?? notice),
      .init(
        name: "T2", value: after(times.t2Ns),
        rule: "first correct hypothesis, top-ranked, ≥ \(Figures.percent(rubric.confidence)), with "
          + "evidence, kept until T3",
        evidence: moments.hypothesis?.posted.evidence ?? notice),
      .init(
        name: "T3", value: after(times.t3Ns),
        rule: "earliest decision that leads to T4, the last one where never contained",
        evidence: moments.decision?.posted.evidence ?? notice),
      .init(
        name: "T4", value: after(times.t4Ns) + cause,
        rule: "start of the interval in which the containment predicate holds to the end",
        evidence: facts.containment.evidence),
    ]
  }

  static func alerts(_ facts: ExerciseFacts, moments: Moments) -> [Score.Input] {
    let alerts = facts.detections.filter { $0.source == .alert }
    let floor = min(moments.t0 - facts.clockErrorNs, moments.onset.commandedNs)
    let told = alerts.filter { ($0.notified?.timeNs ?? .zero) >= floor && $0.notified != nil }
    let relevant = told.filter { $0.isRelevant && ($0.signalNs >= floor || $0.hasNewInformation) }
    var lines = [
      Score.Input(
        name: "Alert precision", value: "\(relevant.count) of \(told.count) relevant",
        rule: "relevant ÷ all alerts delivered from T0 on; one that began before T0 is noise",
        evidence: told.flatMap { $0.notified?.evidence ?? [] })
    ]
    if let detection = moments.detection, detection.source == .alert,
      let notified = detection.notified
    {
      lines.append(
        .init(
          name: "Alert delay", value: Figures.span(notified.timeNs - detection.signalNs),
          rule: "from the signal's begin to its delivery", evidence: notified.evidence))
    }
    if let taken = facts.acknowledged {
      let after = moments.t1.map { Figures.span(taken.timeNs - $0) } ?? "–"
      lines.append(
        .init(
          name: "T1a", value: "\(after) after T1",
          rule: "first acknowledgement by a person of an alert that counts",
          evidence: taken.evidence))
    }
    let unnotified = alerts.filter { $0.notified == nil }
    if !unnotified.isEmpty {
      lines.append(
        .init(
          name: "Alerts never delivered",
          value: unnotified.map(\.name).sorted().joined(separator: ", "),
          rule: "an alert that fired and reached nobody is a finding"))
    }
    return lines
  }
}
