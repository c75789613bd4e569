import Readiness
import Testing
import Vocabulary

/// V11 of the rubric from a timeline: the wrong target is hit, then the right one.
@Suite struct WrongTargetTests {
  private static let plan: Plan = {
    var plan = Rehearsal.plan
    plan.database.lookAlike = 1
    return plan
  }()

  private func score(_ wrong: TimelineEvent, plan: Plan = plan) -> Score {
    var rehearsal = Rehearsal()
    rehearsal.blue.insert(wrong, at: 3)
    return Scoring.score(plan: plan, run: rehearsal.run)
  }

  @Test("A command that hits the look-alike costs Act all but 1, and nothing else")
  func withEffect() {
    let score = score(Rehearsal.action("maintenance.end", "m1", 26.5))
    #expect(score.readiness == 5)
    #expect(score.phases.list == [5, 5, 5, 1])
    #expect(score.tags == ["fragile"])
  }

  @Test("The same command on the right target costs nothing")
  func control() {
    let score = score(Rehearsal.action("maintenance.end", "n3", 26.5))
    #expect(score.phases.list == [5, 5, 5, 5])
  }

  @Test("A command on the host that blue sits at is aimed at no cluster")
  func ownDesk() {
    let score = score(Rehearsal.action("maintenance.end", "ops", 26.5))
    #expect(score.phases.list == [5, 5, 5, 5])
  }

  @Test("A guardrail that refuses it costs less")
  func stopped() throws {
    let score = score(Rehearsal.action("operator.restart", "m1", 26.5, exit: 77))
    #expect(score.readiness == 5)
    #expect(try #require(score.phases.act) > 1)
    #expect(try #require(score.phases.act) < 5)
  }

  @Test("What red did to the look-alike does not make it a right target")
  func redWasThere() {
    var plan = Self.plan
    plan.steps.append(
      PlannedStep(
        name: "stage", verb: .operate, kind: "backup.take", start: .at(.zero), lifeNs: nil,
        hosts: ["m1"], links: [], parameters: [:], cure: nil))
    let score = score(Rehearsal.action("operator.restart", "m1", 26.5), plan: plan)
    #expect(score.phases.act == 1)
  }
}
