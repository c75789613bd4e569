import ArgumentParser
import Exercises

/// One rater's grade.
struct ExerciseGrade: ExerciseVerb {
  static let configuration = CommandConfiguration(
    commandName: "grade",
    abstract: "White: grade what no machine can grade, blind to the other rater.")

  @OptionGroup var seat: SeatOptions
  @Argument(help: "The subject, as status names it.") var subject: String
  @Argument(help: "The grade.") var grade: String
  @Option(help: "Why.") var reason: String

  func command() -> ExerciseCommand { .grade(subject: subject, grade: grade, reason: reason) }
}
