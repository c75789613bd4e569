import ArgumentParser
import Exercises
import Vocabulary

/// Plays the plan again with nobody responding, so that what blue prevented is measured.
struct ExerciseTwin: ExerciseVerb {
  static let configuration = CommandConfiguration(
    commandName: "twin", abstract: "White: after the end, play it again with nobody responding.",
    discussion: """
      It takes as long as the window. With a shorter horizon the debrief says “at least”. Without \
      a twin it says that nobody knows what was prevented.
      """)

  @OptionGroup var seat: SeatOptions
  @Option(help: "Up to which second of the exercise clock; else to the end of the window.")
  var horizonS: Double?

  func command() -> ExerciseCommand { .twin(horizon: horizonS.map { .seconds($0) }) }
}
