package import Vocabulary

/// The lines of the score sheet that say what a restore brought back.
package enum RestoreInputs {
  /// One pair of lines for each restore that was tried, in order.
  package static func lines(
    _ restores: [RestoreFigures], timeline: [TimelineEvent]
  ) -> [Score.Input] {
    restores.flatMap { restore -> [Score.Input] in
      let evidence = timeline.filter {
        $0.step == restore.step && $0.kind == .restoreTried
      }.map(\.sequence)
      return [
        .init(
          name: "Recovery point (\(restore.step))", value: point(restore),
          rule: "acknowledged writes before the restore that the restored state does not know",
          evidence: evidence),
        .init(
          name: "Recovery time (\(restore.step))", value: time(restore),
          rule: "from the last acknowledged write before the restore to the first one after it",
          evidence: evidence),
      ]
    }
  }

  private static func point(_ restore: RestoreFigures) -> String {
    if let failure = restore.failure { return "not restored: \(failure)" }
    var words = "\(restore.lost) of \(restore.acknowledged) acknowledged writes"
    if let span = restore.recoveryPointNs, span > .zero { words += " over \(Figures.span(span))" }
    if !restore.foreign.isEmpty {
      words += "; \(restore.foreign.count) of \(restore.keys) keys hold what no client ever wrote"
    }
    return words
  }

  private static func time(_ restore: RestoreFigures) -> String {
    guard let whole = restore.recoveryTimeNs, let own = restore.recoveryTimeFromCommandNs else {
      return "no write was acknowledged after it"
    }
    return "\(Figures.span(whole)), of which \(Figures.span(own)) from the command to restore"
  }
}
