import ArgumentParser

/// What exercises showed to be missing, until trials show that it is not.
struct FindingNoun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "finding",
    abstract: "What exercises showed to be missing: who mends it until when, and what tests it.",
    discussion: """
      Findings are opened by the facts of exercises, and by `finding add`. Nothing is closed by a
      statement: a claim is re-tested, and 0 of 6 trials or better verify it.
      """,
    subcommands: [
      FindingList.self, FindingShow.self, FindingAdd.self, FindingAssign.self, FindingClaim.self,
      FindingRetestVerb.self, FindingAccept.self, FindingExtend.self, FindingReopen.self,
      FindingExclude.self, FindingJudge.self, FindingAttach.self, FindingEdit.self,
      FindingMoveWindow.self, FindingDeactivate.self, FindingExport.self, FindingClose.self,
      FindingRate.self,
    ])
}
