import ArgumentParser

/// Exercises with people: what each role does, from a terminal, over the console's own door.
struct ExerciseNoun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exercise",
    abstract: "Exercises with people: all that the pages of the console can do.",
    discussion: """
      Take your seat with the link of your invitation: cygnet exercise join <link>. It is kept
      in ~/.config/cygnet/sessions.json; $CYGNET_SESSION, a link with the session after #,
      overrides it.
      """,
    subcommands: [
      ExerciseNew.self, ExerciseJoin.self, ExerciseStatus.self, ExerciseWatch.self,
      ExerciseDebrief.self, ExerciseShell.self, ExerciseLook.self, ExerciseText.self,
      ExerciseReview.self, ExerciseDraft.self, ExercisePropose.self, ExerciseApprove.self,
      ExerciseRefuse.self,
      ExercisePreflight.self, ExerciseConfirm.self, ExerciseStart.self, ExercisePause.self,
      ExerciseResume.self, ExerciseAbort.self, ExerciseFinish.self, ExerciseHint.self,
      ExerciseCue.self, ExerciseNote.self, ExerciseGrade.self, ExerciseIntegrity.self,
      ExerciseRealIncident.self, ExerciseSeal.self, ExerciseReveal.self, ExerciseInvite.self,
      ExerciseRelease.self, ExerciseAssign.self, ExerciseTwin.self, ExerciseStopTwin.self,
      ExerciseHold.self, ExerciseUnhold.self, ExerciseSkip.self,
      ExerciseTrigger.self, ExerciseAsk.self, ExerciseDeclare.self, ExerciseAcknowledge.self,
      ExerciseHypothesis.self, ExerciseWithdraw.self, ExerciseDecide.self, ExerciseHandOver.self,
      ExerciseStopWord.self,
    ])
}
