import Testing
import Vocabulary
import Workloads

@Suite struct ArrivalScheduleTests {
  private func schedule(_ ratePerS: Double, patience: Nanoseconds = .seconds(1), seed: UInt64 = 1)
    -> ArrivalSchedule
  {
    var random = SeededRandom(seed: seed)
    return ArrivalSchedule(
      ratePerS: ratePerS, start: .seconds(100), patience: patience, random: &random)
  }

  @Test(arguments: [0.5, 25, 200, 3_000]) func `A punctual client starts at the stated rate`(
    ratePerS: Double
  ) {
    var schedule = schedule(ratePerS)
    var now = Nanoseconds.seconds(100)
    var starts = 0
    while now < .seconds(120) {
      switch schedule.next(now: now) {
      case .wait(let until):
        #expect(until > now)
        now = until
      case .start(let lateness):
        #expect(lateness == .zero)
        starts += 1
      }
    }
    #expect(abs(Double(starts) - ratePerS * 20) <= 1)
    #expect(schedule.skipped == 0)
  }

  @Test func `A client held up catches up, and what is too old is given up and counted`() {
    var schedule = schedule(10, patience: .seconds(1))
    guard case .wait(let first) = schedule.next(now: .seconds(100)) else {
      Issue.record("the phase of this seed is not zero")
      return
    }
    #expect(schedule.next(now: first) == .start(lateness: .zero))
    let back = first + .seconds(5)
    var starts = 0
    var latest = Nanoseconds.zero
    while case .start(let lateness) = schedule.next(now: back) {
      starts += 1
      latest = max(latest, lateness)
    }
    #expect(starts + schedule.skipped == 50)
    #expect((10...11).contains(starts))
    #expect(latest <= .seconds(1))
    schedule.end(now: back + .milliseconds(2_050))
    #expect(starts + schedule.skipped == 70, "what waits at the end is counted as well")
    schedule.end(now: back + .milliseconds(2_050))
    #expect(starts + schedule.skipped == 70)
  }

  @Test func `Clients of other draws start at other phases within the first interval`() {
    var phases: Set<Nanoseconds> = []
    for seed in 0..<20 {
      var schedule = schedule(1, seed: UInt64(seed))
      guard case .wait(let until) = schedule.next(now: .seconds(100)) else { continue }
      #expect(until < .seconds(101))
      phases.insert(until)
    }
    #expect(phases.count >= 19)
  }
}
