import Exercises
import Testing
import Vocabulary

/// An exercise that is meant for machines which are production.
@Suite struct ProductionStartTests {
  typealias Played = PlayedExercise

  private static func design(isProduction: Bool) -> ExerciseDesign {
    var design = Played.design()
    design.machines = NamedMachines(
      inventory: "lab", isProduction: isProduction, cluster: "cdf818194e3a8c32")
    return design
  }

  private func ready(isProduction: Bool) throws -> Played {
    var exercise = Played(Self.design(isProduction: isProduction))
    try exercise.say(.preflight, Played.wanda)
    try exercise.say(.confirm(item: "backup", reason: "restored"), Played.wanda)
    return exercise
  }

  @Test("Production takes two different persons, one of them white; other machines take white")
  func two() throws {
    var exercise = try ready(isProduction: true)
    try exercise.say(.start, Played.wanda)
    #expect(exercise.state.phase == .preflight && !exercise.effects.contains(.startClock))
    #expect(refusal { try exercise.say(.start, Played.wanda) }?.kind == .phase)
    try exercise.say(.start, Played.rita)
    #expect(exercise.state.phase == .running)

    var plain = try ready(isProduction: false)
    #expect(refusal { try plain.say(.start, Played.rita) }?.kind == .forbidden)
    try plain.say(.start, Played.wanda)
    #expect(plain.state.phase == .running)
  }

  @Test(
    "The same person under another spelling is not a second one",
    arguments: ["wanda", " Wanda", "WANDA "])
  func spelling(name: String) throws {
    var exercise = try ready(isProduction: true)
    try exercise.say(.start, Played.wanda)
    let again = Participant(name: name, role: .red)
    #expect(refusal { try exercise.say(.start, again) }?.kind == .phase)
    // An event that got into the record all the same does not start anything either.
    exercise.note(.init(.red, .startAsked, fields: ["by": .string(name)]))
    #expect(!exercise.state.isStarting && exercise.state.phase == .preflight)
  }

  @Test("A machine that falls back takes both words back")
  func fallsBack() throws {
    var exercise = try ready(isProduction: true)
    try exercise.say(.start, Played.rita)
    exercise.note(.init(.white, .preflightNoted, fields: ["item": "machines", "go": false]))
    #expect(exercise.state.startAskers.isEmpty)
    #expect(refusal { try exercise.say(.start, Played.wanda) }?.kind == .phase)
  }

  @Test("A design of before there were machines is read as it was")
  func older() throws {
    let text = try CanonicalJSON.line(Played.design())
    #expect(!text.contains("machines"))
    let again = try CanonicalJSON.decode(ExerciseDesign.self, from: text)
    #expect(again.startPersons == 1 && again.machines == nil)
    let production = Self.design(isProduction: true)
    let read = try CanonicalJSON.decode(
      ExerciseDesign.self, from: try CanonicalJSON.line(production))
    #expect(read == production && read.startPersons == 2)
  }
}
