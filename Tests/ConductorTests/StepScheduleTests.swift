import Conductor
import Testing
import Vocabulary

@Suite struct StepScheduleTests {
  @Test("A step with an offset starts then, not before, and once")
  func startsAtOffset() {
    var run = ManualSchedule(Samples.step("a", .at(.seconds(5)), life: .seconds(10)))
    #expect(run.at(4.99) == [])
    #expect(run.at(5) == ["start a"])
    #expect(run.at(5.01) == [])
    #expect(!run.schedule.isFinished)
  }

  @Test("A step after another counts from its effect, not from its command")
  func followsEffect() {
    var run = ManualSchedule(
      Samples.step("a", .at(.zero), life: .seconds(60)),
      Samples.step("b", .after("a", plus: .seconds(5)), life: .seconds(60)))
    #expect(run.at(0) == ["start a"])
    #expect(run.at(20) == [])
    #expect(run.at(21, .effective("a")) == [])
    #expect(run.at(25.9) == [])
    #expect(run.at(26) == ["start b"])
  }

  @Test("An effect that is reported twice counts from the first")
  func firstEffectCounts() {
    var run = ManualSchedule(Samples.step("a", .at(.zero), life: .seconds(10)))
    _ = run.at(0)
    _ = run.at(1, .effective("a"))
    _ = run.at(6, .effective("a"))
    #expect(run.at(11) == ["heal a"])
  }

  @Test("A triggered step starts when its condition comes, and is skipped when it does not")
  func waitsForCondition() {
    let step = Samples.step("a", .when(.noLeader, within: .seconds(10)), life: .seconds(5))
    var comes = ManualSchedule(step)
    comes.facts.leader = "n1"
    #expect(comes.at(9) == [])
    comes.facts.leader = nil
    #expect(comes.at(9.5) == ["start a"])
    var never = ManualSchedule(step)
    never.facts.leader = "n1"
    #expect(never.at(10) == [])
    #expect(never.at(10.01) == ["skip a: its condition did not come within 10s"])
    #expect(never.at(10.02) == [])
    #expect(never.schedule.isFinished)
  }

  @Test("A trigger counts from the effect of the step before it; what was earlier does not fire it")
  func triggerHasAnchor() {
    var run = ManualSchedule(
      Samples.step("a", .at(.seconds(5)), life: .seconds(60)),
      Samples.step("b", .when(.leaderChanged, within: .seconds(10)), life: .seconds(5)))
    run.facts.leaderChangedAt = .seconds(3)
    #expect(run.at(5) == ["start a"])
    #expect(run.at(30) == [])
    #expect(run.at(31, .effective("a")) == [])
    run.facts.leaderChangedAt = .seconds(32)
    #expect(run.at(32) == ["start b"])
  }

  @Test("What follows a skipped step is skipped down the chain, each with its reason")
  func skipsChain() {
    var run = ManualSchedule(
      Samples.step("a", .when(.noLeader, within: .seconds(1)), life: .seconds(5)),
      Samples.step("b", .after("a", plus: .zero), life: .seconds(5)),
      Samples.step("c", .after("b", plus: .seconds(3)), life: .seconds(5)),
      Samples.step("d", .at(.seconds(20)), life: .seconds(5)))
    run.facts.leader = "n1"
    #expect(
      run.at(2) == [
        "skip a: its condition did not come within 1s",
        "skip b: a, which it follows, did not take effect",
        "skip c: b, which it follows, did not take effect",
      ])
    #expect(!run.schedule.isFinished)
    #expect(run.at(20) == ["start d"])
  }

  @Test("A trigger behind skipped steps counts from the last one that took effect")
  func anchorPassesSkipped() {
    var run = ManualSchedule(
      Samples.step("a", .at(.zero), life: .seconds(90)),
      Samples.step("b", .when(.noLeader, within: .seconds(1)), life: .seconds(5)),
      Samples.step("c", .when(.quorumMinimum, within: .seconds(10)), life: .seconds(5)))
    run.facts.leader = "n1"
    _ = run.at(0)
    _ = run.at(4, .effective("a"))
    #expect(run.at(6) == ["skip b: its condition did not come within 1s"])
    run.facts.redundancy = 0
    #expect(run.at(13.9) == ["start c"])
  }

  @Test("A fault is healed its life after its effect, once, and is over when that is proved")
  func lifeEnds() {
    var run = ManualSchedule(Samples.step("a", .at(.zero), life: .seconds(10)))
    #expect(run.at(0) == ["start a"])
    #expect(run.at(30) == [])
    _ = run.at(31, .effective("a"))
    #expect(run.at(40.9) == [])
    #expect(run.at(41) == ["heal a"])
    #expect(run.at(42) == [])
    #expect(!run.schedule.isFinished)
    _ = run.at(43, .healed("a"))
    #expect(run.schedule.isFinished)
  }

  @Test("A heal step ends its fault, takes effect with the proof, and leads on to the next step")
  func healStep() {
    var run = ManualSchedule(
      Samples.step("a", .at(.zero), life: .seconds(60)),
      Samples.step("h", .heal, kind: "a", .after("a", plus: .seconds(2))),
      Samples.step("b", .after("h", plus: .seconds(1)), life: .seconds(5)))
    _ = run.at(0)
    _ = run.at(1, .effective("a"))
    #expect(run.at(3) == ["heal a"])
    #expect(run.at(10) == [])
    #expect(run.at(11, .healed("a")) == [])
    #expect(run.at(12) == ["start b"])
  }

  @Test("Healing what is not in effect is skipped, never counted as healed")
  func healOfNothing() {
    var run = ManualSchedule(
      Samples.step("a", .at(.seconds(50)), life: .seconds(5)),
      Samples.step("h", .heal, kind: "a", .at(.seconds(1))),
      Samples.step("k", .heal, kind: "nobody", .at(.seconds(1))))
    #expect(run.at(1) == ["skip h: a is not in effect", "skip k: there is no step nobody"])
  }

  @Test("A wait takes its length, and a wait of no length one tick", arguments: [0.0, 4.0])
  func waits(length: Double) {
    var run = ManualSchedule(
      Samples.step("w", .wait, kind: "", .at(.seconds(1)), life: .seconds(length)),
      Samples.step("b", .after("w", plus: .zero), life: .seconds(5)))
    #expect(run.at(1) == [])
    if length > 0 { #expect(run.at(1 + length - 0.01) == []) }
    #expect(run.at(1 + length + 0.01) == ["start b"])
  }

  @Test("A cue is sent once and is over at once")
  func cue() {
    var run = ManualSchedule(
      Samples.step("c", .cue, kind: "the phone rings", .at(.seconds(1))),
      Samples.step("b", .after("c", plus: .seconds(2)), life: .seconds(5)))
    #expect(run.at(1) == ["start c"])
    #expect(run.at(2.9) == [])
    #expect(run.at(3) == ["start b"])
  }

  @Test("A step that is unproved takes what follows with it")
  func unproved() {
    var run = ManualSchedule(
      Samples.step("a", .at(.zero), life: .seconds(5)),
      Samples.step("b", .after("a", plus: .zero), life: .seconds(5)))
    _ = run.at(0)
    #expect(run.at(1, .failed("a")) == ["skip b: a, which it follows, did not take effect"])
    #expect(run.schedule.isFinished)
    #expect(run.at(90) == [])
  }

  @Test("An operator's step is not healed by the schedule, and does not keep it from finishing")
  func operationStays() {
    var run = ManualSchedule(
      Samples.step("o", .operate, kind: "maintenance.stop", .at(.zero), life: .seconds(1)))
    #expect(run.at(0) == ["start o"])
    _ = run.at(1, .effective("o"))
    #expect(run.at(60) == [])
    #expect(run.schedule.isFinished)
  }
}
