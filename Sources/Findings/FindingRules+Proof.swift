internal import Readiness
internal import Vocabulary

/// What counts as shown, and that no statement does.
extension FindingRules {
  func open(
    _ opening: FindingOpening, _ shown: FindingTrial
  ) throws(FindingRefusal) -> [FindingEvent] {
    let author = try author()
    if opening.knownGap != nil {
      throw FindingRefusal(
        .measured, "“\(opening.gap)” is opened by the facts of a run, and by nobody's word",
        hint: "triage the run folder; a gap that no machine sees has words of its own")
    }
    let texts = [
      ("title", opening.title), ("gap", opening.gap), ("service", opening.service),
      ("mission", opening.mission), ("run folder", opening.run), ("sight", opening.seen.text),
    ]
    for (what, text) in texts { _ = try said(text, what) }
    guard Gap.types.contains(opening.gapType) else {
      throw FindingRefusal(
        .missing, "“\(opening.gapType)” is no type of gap",
        hint: "one of \(Gap.types.joined(separator: ", "))")
    }
    guard (1...5).contains(opening.blast.level) else {
      throw FindingRefusal(
        .missing, "a blast radius of \(opening.blast.level) is none", hint: "give 1 to 5")
    }
    guard shown.run == opening.run, shown.isShown, shown.isValid else {
      throw FindingRefusal(
        .trial, "the run that opens a finding is its first trial, valid, and shows it",
        hint: "name the run in which it was seen")
    }
    if let same = backlog.findings.first(where: { $0.isSame(as: opening) }) {
      throw FindingRefusal(
        .trial, "\(same.id) is about it already", hint: "say there what the run showed")
    }
    let id = backlog.nextID
    return [.opened(opening), .trialRecorded(shown)].map {
      FindingEvent(finding: id, at: circumstances.at, by: author, change: $0)
    }
  }

  func judge(_ id: FindingID, _ trial: FindingTrial) throws(FindingRefusal) -> [FindingEvent] {
    let finding = try find(id)
    if let gap = finding.opening.knownGap {
      throw FindingRefusal(
        .measured, "whether “\(gap.rawValue)” shows itself is read from the facts of a run",
        hint: "triage the run folder")
    }
    let author = try notOwner(finding)
    _ = try said(trial.note ?? "", "sentence of what was seen")
    _ = try said(trial.run, "run folder")
    guard Days.isMoment(trial.began) else {
      throw FindingRefusal(
        .trial, "nobody could say whether \(trial.run) began before the fix",
        hint: "give the time at which it began")
    }
    guard !finding.trials.contains(where: { $0.fact.run == trial.run }) else {
      throw FindingRefusal(
        .trial, "\(trial.run) is a trial of \(id) already, and a run is one trial",
        hint: "white may exclude it with a reason")
    }
    return [event(finding, author, .trialRecorded(trial))]
  }

  func exclude(
    _ id: FindingID, _ run: String, _ reason: String
  ) throws(FindingRefusal) -> [FindingEvent] {
    let finding = try find(id)
    let author = try notOwner(finding)
    guard let trial = finding.trials.first(where: { $0.fact.run == run }) else {
      throw FindingRefusal(
        .trial, "\(run) is no trial of \(id)",
        hint: "its trials are \(finding.trials.map(\.fact.run).joined(separator: ", "))")
    }
    if trial.excluded != nil {
      throw FindingRefusal(
        .trial, "\(run) is excluded already", hint: "the first reason stands in the journal")
    }
    return [event(finding, author, .trialExcluded(run: run, reason: try said(reason, "reason")))]
  }

  func claimFixed(_ id: FindingID, _ claim: String) throws(FindingRefusal) -> [FindingEvent] {
    let finding = try pending(id)
    let author = try author()
    try refuseDraft(finding)
    // Who lives with a risk promised no day.
    let isRisk = finding.status == .riskAccepted
    let missing = finding.missing.filter { !(isRisk && $0 == .deadline) }
    if !missing.isEmpty {
      throw FindingRefusal(
        missing == [.retest] ? .retest : .draft,
        "\(id) lacks \(words(missing)), so nobody could show that it is mended",
        hint: "give it what it lacks first")
    }
    return [event(finding, author, .claimedFixed(claim: try said(claim, "word of what mended it")))]
  }

  /// Only a claim is re-tested; trials of anything else are trials and no more.
  func beginRetest(_ id: FindingID, _ run: String?) throws(FindingRefusal) -> [FindingEvent] {
    let finding = try find(id)
    let author = try author(orMachine: true)
    try refuseDraft(finding)
    if finding.missing.contains(.retest) { throw noRetest(id) }
    guard finding.status == .claimedFixed else { return [] }
    return [event(finding, author, .retestBegun(run: run))]
  }

  func reopen(_ id: FindingID, _ reason: String) throws(FindingRefusal) -> [FindingEvent] {
    let finding = try find(id)
    let author = try author()
    let standing: [Finding.Status] = [.claimedFixed, .retestPending, .verified, .riskAccepted]
    guard standing.contains(finding.status(on: today)) else {
      throw FindingRefusal(
        .status, "\(id) is \(finding.status(on: today).rawValue): there is nothing to reopen",
        hint: "its trials, its owner and its date can be changed as it stands")
    }
    return [event(finding, author, .reopened(reason: try said(reason, "reason"), run: nil))]
  }

  func named(_ retest: FindingRetest) throws(FindingRefusal) -> FindingRetest {
    guard !SaidWords.sayNothing(retest.text) else {
      throw FindingRefusal(
        .retest, "it has no re-test, so nobody would ever know whether it is mended",
        hint: "name the machine's test, or what people will have to do in the next exercise")
    }
    return retest
  }

  private func noRetest(_ id: FindingID) -> FindingRefusal {
    FindingRefusal(
      .retest, "\(id) has no re-test", hint: "name the mission or the step that will show it")
  }

  func closing(_ id: FindingID) throws(FindingRefusal) -> FindingRefusal {
    let finding = try find(id)
    let need =
      switch finding.opening.proof {
      case .machine: "\(Demonstration.needed) trials on as many seeds that do not show it"
      case .people: "\(Demonstration.passes) exercises in which people pass"
      }
    let hint =
      finding.status == .verified
      ? "it is verified already"
      : "claim the fix and re-test it: verified takes \(need); or accept the risk until a day"
    return FindingRefusal(
      .statement, "\(id) is not closed by a statement: only trials show that a gap is gone",
      hint: hint)
  }

  func rating(_ id: FindingID, _ typed: String) throws(FindingRefusal) -> FindingRefusal {
    let finding = try find(id)
    return FindingRefusal(
      .measured,
      "the likelihood of \(id) is measured, \(finding.likelihood.text), and “\(typed)” is not",
      hint: "run more trials; white may exclude one with a reason")
  }
}
