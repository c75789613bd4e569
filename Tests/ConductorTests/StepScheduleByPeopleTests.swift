import Conductor
import Testing
import Vocabulary

/// What red and white may do to a schedule, and how another process takes it over.
@Suite struct StepScheduleByPeopleTests {
  @Test("While it is paused nothing starts and nothing ends; afterwards all is late by the pause")
  func pause() {
    var run = ManualSchedule(
      Samples.step("a", .at(.zero), life: .seconds(10)),
      Samples.step("b", .after("a", plus: .zero), life: .seconds(60)))
    #expect(run.at(0) == ["start a"])
    run.schedule.isPaused = true
    // The clock stands, and what a probe saw meanwhile is taken in.
    #expect(run.at(0.5, .effective("a")) == [])
    #expect(run.at(0.5) == [])
    run.schedule.isPaused = false
    #expect(run.at(0.6) == ["start b"])
    #expect(run.at(10.4) == [])
    #expect(run.at(10.5) == ["heal a"])
  }

  @Test("While somebody called for a stop nothing starts, and faults end as planned")
  func block() {
    var run = ManualSchedule(
      Samples.step("a", .at(.zero), life: .seconds(10)),
      Samples.step("b", .at(.seconds(5)), life: .seconds(60)))
    _ = run.at(0)
    _ = run.at(1, .effective("a"))
    run.schedule.isBlocked = true
    #expect(run.at(6) == [])
    #expect(run.schedule.trigger("b", at: .seconds(7)) == nil)
    #expect(run.at(11) == ["heal a"])
    run.schedule.isBlocked = false
    #expect(run.at(12) == ["start b"])
  }

  @Test("A held step waits although it is due, and starts when it is let go; others go on")
  func hold() {
    var run = ManualSchedule(
      Samples.step("a", .at(.seconds(1)), life: .seconds(10)),
      Samples.step("b", .at(.seconds(2)), life: .seconds(10)))
    let isHeld = run.schedule.hold("a", true)
    #expect(isHeld && run.schedule.isHeld("a"))
    #expect(run.at(3) == ["start b"])
    let isReleased = run.schedule.hold("a", false)
    #expect(isReleased)
    #expect(run.at(4) == ["start a"])
    let isLate = run.schedule.hold("a", true)
    #expect(!isLate, "what has started cannot be held back")
  }

  @Test("A step that is left out does not come, and what follows it is skipped as well")
  func skip() {
    var run = ManualSchedule(
      Samples.step("a", .at(.seconds(5)), life: .seconds(10)),
      Samples.step("b", .after("a", plus: .zero), life: .seconds(10)))
    let actions = run.schedule.skip("a", reason: "enough")
    #expect(actions?.count == 1)
    #expect(run.at(6) == ["skip b: a, which it follows, did not take effect"])
    let again = run.schedule.skip("a", reason: "enough")
    #expect(again == nil)
    #expect(run.schedule.isFinished)
  }

  @Test("A triggered step starts at once and only once")
  func trigger() {
    var run = ManualSchedule(Samples.step("a", .at(.seconds(500)), life: .seconds(10)))
    #expect(run.schedule.remaining("a", at: .seconds(100)) == .seconds(400))
    let first = run.schedule.trigger("a", at: .seconds(100))
    let second = run.schedule.trigger("a", at: .seconds(100))
    #expect(first?.count == 1 && second == nil)
    #expect(run.at(501) == [])
  }

  @Test("Another process starts nothing twice, and heals what is still in when its life is over")
  func takeOver() {
    var run = ManualSchedule(
      Samples.step("over", .at(.zero), life: .seconds(10)),
      Samples.step("in", .at(.seconds(1)), life: .seconds(60)),
      Samples.step("lost", .at(.seconds(2)), life: .seconds(60)),
      Samples.step("next", .at(.seconds(30)), life: .seconds(10)))
    run.schedule.takeOver(
      started: ["over", "in", "lost"], effective: ["over": .seconds(1), "in": .seconds(2)],
      over: ["over": .seconds(11)])
    #expect(run.at(20) == [])
    #expect(run.at(30) == ["start next"])
    #expect(run.at(62) == ["heal in"])
  }
}
