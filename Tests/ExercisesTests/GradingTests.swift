import Exercises
import Testing
import Vocabulary

@Suite struct GradingTests {
  typealias Played = PlayedExercise

  private func ended() throws -> PlayedExercise {
    var exercise = try Played.running()
    try exercise.say(Played.belief("the moon", "n1", 0.6), Played.bo)
    try exercise.say(Played.belief("disk.slow", "n1", 0.4), Played.bo)
    try exercise.say(.decide(response: "restart n1", text: ""), Played.bo)
    try exercise.say(.finish(reason: "noon"), Played.wanda)
    try exercise.say(.handOver(text: "done"), Played.bo)
    return exercise
  }

  @Test("Only what a machine cannot grade waits for persons")
  func queue() throws {
    let exercise = try ended()
    let queue = exercise.state.gradingQueue(for: Played.wanda)
    #expect(queue.map(\.text) == ["the moon · n1"])
    #expect(queue.map(\.kind) == ["hypothesis"])
    #expect(exercise.state.gradingQueue(for: Played.rita).isEmpty)
  }

  @Test("A rater learns nothing of the other's grade before both are in, and changes none after")
  func blind() throws {
    var exercise = try ended()
    let subject = exercise.state.gradingQueue(for: Played.wanda)[0].subject
    func grade(_ grade: String) -> ExerciseCommand {
      .grade(subject: subject, grade: grade, reason: "so")
    }
    try exercise.say(grade("wrong"), Played.wanda)
    let seen = exercise.state.gradingQueue(for: Played.walt)[0]
    #expect(seen.own == nil && seen.count == 1)
    #expect(!exercise.state.missing.joined().contains("wrong"))
    try exercise.say(grade("partial"), Played.wanda)
    #expect(exercise.state.gradingQueue(for: Played.wanda)[0].own == "partial")
    #expect(
      refusal { try exercise.say(.seal, Played.wanda) }?.hint?.contains("1 more rater") == true)
    try exercise.say(grade("wrong"), Played.walt)
    #expect(exercise.state.phase == .graded)
    #expect(refusal { try exercise.say(grade("correct"), Played.wanda) }?.kind == .phase)
  }

  @Test("Two raters two steps apart need a third one before the seal")
  func third() throws {
    var exercise = try ended()
    let subject = exercise.state.gradingQueue(for: Played.wanda)[0].subject
    func grade(_ grade: String) -> ExerciseCommand {
      .grade(subject: subject, grade: grade, reason: "so")
    }
    try exercise.say(grade("wrong"), Played.wanda)
    try exercise.say(grade("correct"), Played.walt)
    #expect(exercise.state.phase == .ended)
    #expect(refusal { try exercise.say(.seal, Played.wanda) } != nil)
    #expect(refusal { try exercise.say(grade("partial"), Played.walt) }?.kind == .phase)
    try exercise.say(grade("partial"), Participant(name: "Will", role: .white))
    #expect(exercise.state.phase == .graded)
  }

  @Test("A grade that is no grade, and one of nothing, are refused")
  func noGrade() throws {
    var exercise = try ended()
    let subject = exercise.state.gradingQueue(for: Played.wanda)[0].subject
    let odd = ExerciseCommand.grade(subject: subject, grade: "lovely", reason: "x")
    #expect(refusal { try exercise.say(odd, Played.wanda) }?.kind == .invalid)
    let none = ExerciseCommand.grade(subject: "9999", grade: "wrong", reason: "x")
    #expect(refusal { try exercise.say(none, Played.wanda) }?.kind == .missing)
  }
}
