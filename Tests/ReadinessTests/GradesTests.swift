import Readiness
import Testing
import Vocabulary

@Suite struct GradesTests {
  private func pairs(_ left: [Int], _ right: [Int], of categories: Int = 5) -> [RaterAgreement.Pair]
  {
    zip(left, right).map { .init($0 - 1, $1 - 1, of: categories) }
  }

  @Test func `Agreement is that of the reference vectors`() throws {
    let some = try #require(RaterAgreement(pairs([4, 3, 5, 4, 2, 4], [4, 4, 5, 4, 2, 3])))
    #expect(abs(some.coefficient - 0.792) < 0.0005)
    #expect(abs(some.exact - 4.0 / 6) < 1e-9 && some.withinOne == 1)
    // Where nearly all is right, weighted Cohen's kappa would be 0.
    let most = try #require(RaterAgreement(pairs([5, 5, 5, 5, 4, 5], [5, 5, 5, 5, 5, 5])))
    #expect(abs(most.coefficient - 0.896) < 0.0005)
    #expect(!some.isLow && !most.isLow)
  }

  @Test func `Opposite grades are less than chance, equal ones are one, none are nothing`() throws {
    let worst = try #require(RaterAgreement(pairs([1, 4], [4, 1], of: 4)))
    #expect(worst.coefficient < 0 && worst.isLow && worst.withinOne == 0)
    #expect(try #require(RaterAgreement(pairs([2, 3], [2, 3], of: 4))).coefficient == 1)
    #expect(RaterAgreement([]) == nil)
  }

  static func grade(_ subject: Int, _ grade: String, by rater: String) -> TimelineEvent {
    Rehearsal.event(
      0, .white, .gradeGiven,
      [
        "subject": .string("\(subject)"), "grade": .string(grade), "rater": .string(rater),
        "reason": "",
      ])
  }

  @Test func `The worse of two stands, of three the middle; one alone is not enough`() throws {
    let scale = Gradable.Kind.hypothesis.scale
    func settled(_ grades: String...) -> Grades.Settled? {
      Grades(grades.enumerated().map { Self.grade(7, $1, by: "R\($0)") }).settled(7, on: scale)
    }
    #expect(settled("correct") == nil)
    #expect(settled("correct", "partial-scope")?.rank == 2)
    #expect(settled("correct", "partial-scope")?.isOpen == false)
    #expect(settled("correct", "partial")?.isOpen == true)
    #expect(settled("correct", "partial", "correct")?.rank == 3)
    #expect(settled("correct", "partial", "correct")?.isOpen == false)
    #expect(settled("correct", "brilliant") == nil)
  }

  @Test func `A rater's last grade stands, and nobody is two raters`() {
    let grades = Grades([
      Self.grade(7, "wrong", by: "Ann"), Self.grade(7, "Correct", by: "Ann"),
    ])
    #expect(grades.given[7]?.map(\.grade) == ["correct"])
    #expect(grades.settled(7, on: Gradable.Kind.hypothesis.scale) == nil)
  }
}

@Suite struct GradedExerciseTests {
  /// The textbook exercise with a diagnosis in blue's own words.
  private func rehearsal() -> (Rehearsal, subject: Int) {
    var exercise = Rehearsal()
    exercise.blue = [
      Rehearsal.alert("WriteUnavailable", 14, signal: 10.2),
      Rehearsal.hypothesis("the disk is dying", "first follower", 0.8, 24),
      Rehearsal.decision("end-maintenance", 26),
      Rehearsal.action("maintenance.end", "n3", 27),
    ]
    let subject = exercise.timeline.first { $0.kind == .hypothesisPosted }?.sequence ?? -1
    return (exercise, subject)
  }

  private func score(_ grades: [(String, String)]) -> Score {
    let (exercise, subject) = rehearsal()
    var run = exercise.run
    run.grades = Grades(grades.map { GradesTests.grade(subject, $0.1, by: $0.0) })
    return Scoring.score(plan: Rehearsal.plan, run: run)
  }

  @Test func `Two raters can find a diagnosis in blue's own words, one cannot`() {
    #expect(!score([]).bits.diagnosed)
    #expect(!score([("Ann", "correct")]).bits.diagnosed)
    let both = score([("Ann", "correct"), ("Bob", "correct")])
    #expect(both.bits.diagnosed && both.readiness == 5)
    #expect(both.inputs.contains { $0.name == "Agreement of the raters" })
    #expect(!score([("Ann", "correct"), ("Bob", "partial-scope")]).bits.diagnosed)
  }

  @Test func `Raters far apart are a tag, and readiness stays a function of the bits`() {
    let torn = score([("Ann", "correct"), ("Bob", "wrong")])
    #expect(torn.tags.contains("low-agreement"))
    #expect(torn.readiness == 3)
    #expect(!score([("Ann", "correct"), ("Bob", "correct")]).tags.contains("low-agreement"))
  }

  @Test func `What a machine can grade no rater can`() {
    var run = Rehearsal().run
    let subject = run.timeline.first { $0.kind == .hypothesisPosted }?.sequence ?? -1
    #expect(Gradable.all(in: run.timeline, plan: Rehearsal.plan) == [])
    run.grades = Grades([
      GradesTests.grade(subject, "wrong", by: "Ann"),
      GradesTests.grade(subject, "wrong", by: "Bob"),
    ])
    #expect(Scoring.score(plan: Rehearsal.plan, run: run).bits.diagnosed)
  }

  @Test func `A response that the key does not list is placed by two raters`() {
    var exercise = Rehearsal()
    exercise.blue[2] = Rehearsal.decision("drain the third member", 26)
    exercise.blue[3] = Rehearsal.action("drain", "n3", 27)
    let run = exercise.run
    let subject = run.timeline.first { $0.kind == .decisionPosted }?.sequence ?? -1
    #expect(Gradable.all(in: run.timeline, plan: Rehearsal.plan).map(\.kind) == [.decision])
    var graded = run
    graded.grades = Grades([
      GradesTests.grade(subject, "preferred", by: "Ann"),
      GradesTests.grade(subject, "acceptable", by: "Bob"),
    ])
    #expect(Scoring.score(plan: Rehearsal.plan, run: run).phases.decide == 2)
    #expect(Scoring.score(plan: Rehearsal.plan, run: graded).phases.decide == 4)
  }

  @Test func `What is open before the seal is said item by item`() {
    var (exercise, subject) = rehearsal()
    exercise.extra = []
    var run = exercise.run
    func missing(_ grades: [(String, String)]) -> Int {
      run.grades = Grades(grades.map { GradesTests.grade(subject, $0.1, by: $0.0) })
      return GradeSheet(plan: Rehearsal.plan, run: run).missing.count
    }
    #expect(missing([]) == 1)
    #expect(missing([("Ann", "correct")]) == 1)
    #expect(missing([("Ann", "correct"), ("Bob", "correct")]) == 0)
    #expect(missing([("Ann", "correct"), ("Bob", "wrong")]) == 1)
    #expect(missing([("Ann", "correct"), ("Bob", "wrong"), ("Cy", "correct")]) == 0)
  }
}
