import Testing
import Vocabulary

@testable import Programs

@Suite struct SimulatedPlanTests {
  private static let missions = ["cut", "slow", "wrong"]
  private static let years = SimulatedPlan(
    missions, course: .twoYears(from: Quarter(year: 2_024, number: 1)))

  private static func plays(
    in quarter: String, _ part: SimulatedDay.Part
  ) -> [SimulatedPlay] {
    years.plays.filter { "\($0.quarter)" == quarter && $0.part == part }
  }

  @Test(
    "Each quarter has its window, its seed, and the answer that the course gives",
    arguments: [
      ("2024Q1", "2024-02-08", 1, [SimulatedPlay.Answer.tempting, .tempting, .tempting]),
      ("2024Q2", "2024-05-09", 2, [.tempting, .tempting, .tempting]),
      ("2024Q3", "2024-08-08", 3, [.tempting, .tempting, .tempting]),
      ("2024Q4", "2024-11-14", 4, [.tempting, .tempting, .tempting]),
      ("2025Q1", "2025-02-13", 5, [.right, .right, .right]),
      ("2025Q2", "2025-05-08", 6, [.right, .right, .right]),
      ("2025Q3", "2025-08-14", 7, [.right, .right, .tempting]),
      ("2025Q4", "2025-11-13", 8, [.right, .right, .right]),
    ] as [(String, String, UInt64, [SimulatedPlay.Answer])])
  func windows(quarter: String, day: String, seed: UInt64, answers: [SimulatedPlay.Answer]) {
    let plays = Self.plays(in: quarter, .people)
    #expect(plays.map(\.mission) == Self.missions && plays.map(\.answer) == answers)
    #expect(plays.allSatisfy { $0.seed == seed })
    #expect(
      plays.map(\.at) == ["13:00", "14:10", "15:20"].map { "\(day)T\($0):00Z" })
    #expect(plays.map(\.hasForgotten) == [false, false, quarter == "2025Q3"])
    #expect(plays.map(\.run) == Self.missions.map { "\($0)/\(quarter)-\(seed)" })
  }

  @Test func `What is claimed is re-tested in the next quarter, on the seeds that showed it first`()
  {
    let claims = Self.years.periods.filter { !$0.claimed.isEmpty }
    #expect(claims.map { "\($0.quarter)" } == ["2024Q4", "2025Q3"])
    #expect(claims.map(\.claimed) == [Self.missions, ["wrong"]])
    #expect(claims.map(\.claim) == ["2024-12-12T10:00:00Z", "2025-09-11T10:00:00Z"])
    let first = Self.plays(in: "2025Q1", .retest)
    #expect(first.count == 18 && first.allSatisfy { $0.answer == .right })
    for mission in Self.missions {
      #expect(first.filter { $0.mission == mission }.map(\.seed) == [4, 3, 2, 1, 9, 10])
    }
    #expect(first.first?.at == "2025-02-04T02:00:00Z")
    #expect(first.last?.at == "2025-02-04T04:50:00Z")
    let second = Self.plays(in: "2025Q4", .retest)
    #expect(second.map(\.mission) == Array(repeating: "wrong", count: 6))
    #expect(second.map(\.seed) == [7, 4, 3, 2, 1, 9])
    #expect(second.first?.folder == "2025Q4-retest-7")
  }

  @Test func `Two years are 48 exercises, each once, in the order of their days`() {
    let plays = Self.years.plays
    #expect(plays.count == 48 && plays.count { $0.part == .people } == 24)
    #expect(Set(plays.map(\.run)).count == 48)
    #expect(plays.map(\.at) == plays.map(\.at).sorted())
    #expect(plays.allSatisfy { WallTime.nanoseconds($0.at) != nil })
    for period in Self.years.periods {
      #expect(SimulatedPlan.cadence.falls(on: period.window))
      #expect(Quarter(of: period.window) == period.quarter)
      #expect(Quarter(of: period.claimDay) == period.quarter)
      #expect(Quarter(of: period.retestDay) == period.quarter)
    }
    // A claim before the trials that it needs, and both before the next window.
    #expect(Self.years.periods[3].claim < Self.years.periods[4].retestBegins)
    #expect(Self.years.periods[4].retestBegins < Self.plays(in: "2025Q1", .retest)[0].at)
    #expect(Self.plays(in: "2025Q1", .retest)[17].at < Self.plays(in: "2025Q1", .people)[0].at)
    #expect(Self.plays(in: "2025Q1", .people)[2].at < Self.years.periods[4].debrief)
  }

  @Test func `An invalid exercise is played again on a seed that nothing else has`() {
    let seeds = Set(Self.years.plays.map(\.seed))
    for play in Self.years.plays {
      for time in 1...2 {
        let again = play.again(time)
        #expect(again.at == play.at && again.mission == play.mission)
        #expect(!seeds.contains(again.seed) && again.folder != play.folder)
      }
    }
  }

  @Test func `The short form is one mission in two quarters, and nothing is re-tested`() {
    let plan = SimulatedPlan(["wrong"], course: .short(from: Quarter(year: 2_024, number: 1)))
    #expect(plan.plays.map(\.answer) == [.tempting, .right])
    #expect(plan.plays.map(\.run) == ["wrong/2024Q1-1", "wrong/2024Q2-2"])
    #expect(plan.periods.map(\.claimed) == [["wrong"], []])
    #expect(plan.periods.allSatisfy { $0.retested.isEmpty })
  }

  @Test func `Before anything is played the plan says what will be, and that it is simulated`() {
    let text = SimulationText.plan(Self.years).joined(separator: "\n")
    #expect(text.contains("Simulated") && text.contains("48 exercises: 24 in windows, 24 of"))
    #expect(text.contains("In quarter 7 whoever responds to wrong has forgotten it"))
    #expect(text.contains("2025Q1, before the window: re-tests of cut, slow and wrong, 6 seeds"))
  }
}
