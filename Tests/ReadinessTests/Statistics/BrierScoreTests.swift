import Readiness
import Testing
import Vocabulary

@Suite struct BrierScoreTests {
  private typealias Forecast = BrierScore.Forecast

  private func hypothesis(
    _ grade: ExerciseFacts.Hypothesis.Grade, at minute: Int, confidence: Double,
    until dropped: Int? = nil
  ) -> ExerciseFacts.Hypothesis {
    .init(
      grade, posted: .init(.minutes(minute), evidence: [minute]), confidence: confidence,
      evidenceNs: nil, droppedNs: dropped.map { .minutes($0) })
  }

  static let squareRows: [(Double, Bool, Double)] = [
    (1, true, 0), (1, false, 1), (0.5, true, 0.25), (0.5, false, 0.25), (0.9, true, 0.01),
  ]

  @Test("One forecast is scored by the square of its miss", arguments: squareRows)
  func squares(confidence: Double, isTrue: Bool, score: Double) {
    #expect(abs(Forecast(confidence: confidence, isTrue: isTrue).score - score) < 1e-12)
  }

  @Test("The mean counts its forecasts, and sure mistakes are named for coaching")
  func mean() throws {
    let score = try #require(
      BrierScore([
        Forecast(confidence: 0.9, isTrue: true), Forecast(confidence: 0.9, isTrue: false),
        Forecast(confidence: 0.6, isTrue: false),
      ]))
    #expect(score.forecasts == 3 && score.overconfident == 1)
    #expect(abs(score.mean - (0.01 + 0.81 + 0.36) / 3) < 1e-12)
    #expect(BrierScore([]) == nil)
  }

  @Test("Honest confidence scores best: stating more or less than one believes costs")
  func proper() {
    for belief in [0.1, 0.3, 0.5, 0.8] {
      func expected(_ stated: Double) -> Double {
        belief * Forecast(confidence: stated, isTrue: true).score
          + (1 - belief) * Forecast(confidence: stated, isTrue: false).score
      }
      for other in stride(from: 0.0, through: 1, by: 0.05) {
        #expect(expected(belief) <= expected(other) + 1e-12)
      }
    }
  }

  @Test("The top belief is graded at a quarter, a half and three quarters of the way, and at T2")
  func moments() {
    let beliefs = [
      hypothesis(.wrong, at: 12, confidence: 0.9, until: 16),
      hypothesis(.partialScope, at: 13, confidence: 0.4),
      hypothesis(.correct, at: 19, confidence: 0.7),
    ]
    let found = BrierScore.moments(beliefs, from: .minutes(10), to: .minutes(20))
    #expect(found.map(\.share) == [0.25, 0.5, 0.75, 1])
    #expect(found.map(\.timeNs)[1] == .minutes(15))
    #expect(
      found.map(\.forecast) == [
        Forecast(confidence: 0.9, isTrue: false), Forecast(confidence: 0.9, isTrue: false),
        Forecast(confidence: 0.4, isTrue: false), Forecast(confidence: 0.7, isTrue: true),
      ])
    #expect(found[0].forecast?.isOverconfident() == true)
    #expect(found[2].forecast?.isOverconfident() == false)
    #expect(BrierScore.moments(beliefs.reversed(), from: .minutes(10), to: .minutes(20)) == found)
  }

  @Test("Where blue believed nothing there is no forecast, not one of nought")
  func silence() {
    let late = [hypothesis(.correct, at: 19, confidence: 1)]
    let found = BrierScore.moments(late, from: .minutes(10), to: .minutes(20))
    #expect(found.map { $0.forecast == nil } == [true, true, true, false])
    // Of equally sure beliefs the first one stands, whatever the order of the list.
    let equal = [
      hypothesis(.correct, at: 12, confidence: 0.5), hypothesis(.wrong, at: 11, confidence: 0.5),
    ]
    let top = BrierScore.moments(equal, from: .minutes(10), to: .minutes(20)).map(
      \.forecast?.isTrue)
    #expect(top == [false, false, false, false])
  }
}
