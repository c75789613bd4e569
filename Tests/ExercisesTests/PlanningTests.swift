import Exercises
import Testing
import Vocabulary

/// How the plan becomes another one before the start, and only then.
@Suite struct PlanningTests {
  typealias Played = PlayedExercise

  @Test("Red proposes, white takes it: the plan's steps and hosts are the new ones")
  func taken() throws {
    var exercise = Played()
    try exercise.say(.draft(mission: "mission: a\n"), Played.rita)
    try exercise.say(.propose(reason: "the disk first"), Played.rita)
    #expect(
      exercise.state.proposal
        == ShownProposal(id: "P1", by: "Rita", reason: "the disk first", sha256: "00"))
    try exercise.say(.approve(proposal: "P1"), Played.wanda)
    #expect(exercise.state.proposal == nil)
    #expect(exercise.state.design.steps == ["cut", "kill"])
    #expect(exercise.state.design.hosts.count == 5)
    #expect(exercise.state.steps == ["cut": .waiting, "kill": .waiting])
    try exercise.say(.preflight, Played.wanda)
    try exercise.say(.hold(step: "kill"), Played.rita)
    #expect(refusal { try exercise.say(.hold(step: "slow-disk"), Played.rita) }?.kind == .missing)
  }

  @Test("White answers the proposal that it has read, and a newer one is another")
  func newer() throws {
    var exercise = Played()
    #expect(refusal { try exercise.say(.approve(proposal: "P1"), Played.wanda) }?.kind == .missing)
    try exercise.say(.propose(reason: "one"), Played.rita)
    try exercise.say(.propose(reason: "two"), Played.rita)
    #expect(exercise.state.proposal?.id == "P2")
    for answer in [
      ExerciseCommand.approve(proposal: "P1"), .refuse(proposal: "P1", reason: "no"),
    ] {
      #expect(refusal { try exercise.say(answer, Played.wanda) }?.kind == .missing)
    }
    try exercise.say(.refuse(proposal: "p2", reason: "no"), Played.wanda)
    #expect(exercise.state.proposal == nil && exercise.state.design == Played.design())
    #expect(exercise.effects.last == .dropProposal)
    try exercise.say(.propose(reason: "three"), Played.rita)
    #expect(exercise.state.proposal?.id == "P3")
  }

  @Test("Once the clock runs the plan stands")
  func tooLate() throws {
    var exercise = Played()
    try exercise.say(.propose(reason: "one"), Played.rita)
    var running = try Played.running()
    let late: [(ExerciseCommand, Participant)] = [
      (.draft(mission: "a\n"), Played.rita), (.propose(reason: "x"), Played.rita),
      (.approve(proposal: "P1"), Played.wanda),
      (.refuse(proposal: "P1", reason: "x"), Played.wanda),
    ]
    for (command, person) in late {
      #expect(refusal { try running.say(command, person) }?.kind == .phase)
    }
    // Neither does a record that says otherwise.
    running.note(.init(.white, .planChanged, fields: Played.changed.fields))
    #expect(running.state.design == Played.design())
  }

  @Test("What was agreed to start on was the plan before")
  func askers() throws {
    var exercise = Played(Played.design(needsTwoPersons: true))
    try exercise.say(.preflight, Played.wanda)
    try exercise.say(.confirm(item: "backup", reason: "restored"), Played.wanda)
    try exercise.say(.hold(step: "cut"), Played.rita)
    try exercise.say(.start, Played.rita)
    #expect(exercise.state.startAskers == [Played.rita])
    try exercise.say(.propose(reason: "one"), Played.rita)
    try exercise.say(.approve(proposal: "P1"), Played.wanda)
    #expect(exercise.state.startAskers.isEmpty)
    #expect(exercise.state.steps == ["cut": .held, "kill": .waiting], "red's hold stays")
  }

  @Test("Nobody but red drafts and proposes, nobody but white answers")
  func roles() {
    let commands: [(ExerciseCommand, Role)] = [
      (.draft(mission: "a\n"), .red), (.propose(reason: "x"), .red),
      (.approve(proposal: "P1"), .white), (.refuse(proposal: "P1", reason: "x"), .white),
    ]
    for (command, own) in commands {
      for role in Role.allCases {
        let refused = Permissions.refusal(command, role: role, phase: .designed)
        #expect((refused == nil) == (role == own), "\(command.name) \(role)")
      }
    }
  }

  @Test("What is read beside the view is read by those that the table names, and missing to others")
  func readers() {
    #expect(Permissions.readers(of: .terminals) == [.red, .white])
    #expect(Permissions.readers(of: .terminalOutput) == [.red, .white, .blue])
    #expect(Permissions.readers(of: .missions) == [.red, .white])
    #expect(Permissions.readers(of: .draft) == [.red])
    for reading in Permissions.Reading.allCases {
      for role in Role.allCases {
        let refused = Permissions.refusal(toRead: reading, role: role)
        #expect(refused == nil || refused?.kind == .missing)
      }
      #expect(Permissions.refusal(toRead: reading, role: .observer) != nil)
    }
  }
}
