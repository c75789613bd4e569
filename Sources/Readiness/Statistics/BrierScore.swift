package import Vocabulary

/// How good stated beliefs are: the mean of (confidence − truth)², 0 best and 1 worst.
///
/// Shape: one forecast is blue's surest open hypothesis at one moment; the truth is 1 where it is
/// correct and 0 where it is not, in part or wholly.
/// Units: confidences and scores 0…1; who always says one half has 0.25.
/// Limits: never a part of readiness. A moment at which blue believed nothing has no forecast.
/// Errors: nil of no forecast.
/// Source: Brier, "Verification of forecasts expressed in terms of probability", 1950, in the
/// form for one event.
package struct BrierScore: Sendable, Equatable {
  /// How many forecasts.
  package var forecasts: Int
  /// The mean of their scores.
  package var mean: Double
  /// Wrong ones that were held with high confidence: what to coach.
  package var overconfident: Int

  /// One belief with what was true.
  package struct Forecast: Sendable, Equatable {
    /// As it was stated.
    package var confidence: Double
    /// Whether it was correct.
    package var isTrue: Bool
    /// A stated belief.
    package init(confidence: Double, isTrue: Bool) {
      precondition((0...1).contains(confidence), "a confidence lies between 0 and 1")
      self.confidence = confidence
      self.isTrue = isTrue
    }
    /// (confidence − truth)².
    package var score: Double {
      let miss = confidence - (isTrue ? 1 : 0)
      return miss * miss
    }
    /// Whether it was wrong and stated as if it were sure.
    package func isOverconfident(_ constants: StatisticsConstants = .standard) -> Bool {
      !isTrue && confidence >= constants.beliefs.high
    }
  }

  /// Blue's top belief at a share of the time from T1 to T2.
  package struct Moment: Sendable, Equatable {
    /// 0 is T1, 1 is T2.
    package var share: Double
    /// When that was.
    package var timeNs: Nanoseconds
    /// What blue believed most; nil where it believed nothing.
    package var forecast: Forecast?
  }

  /// The mean over forecasts.
  package init?(_ forecasts: [Forecast], constants: StatisticsConstants = .standard) {
    guard !forecasts.isEmpty else { return nil }
    self.forecasts = forecasts.count
    mean = forecasts.reduce(0) { $0 + $1.score } / Double(forecasts.count)
    overconfident = forecasts.count { $0.isOverconfident(constants) }
  }

  /// Blue's top belief on its way from T1 to T2, or to the end where blue never knew.
  package static func moments(
    _ hypotheses: [ExerciseFacts.Hypothesis], from start: Nanoseconds, to end: Nanoseconds,
    constants: StatisticsConstants = .standard
  ) -> [Moment] {
    constants.beliefs.shares.map { share in
      let length = Double(end.rawValue - start.rawValue)
      let time = start + Nanoseconds(rawValue: Int64((length * share).rounded()))
      let open = hypotheses.filter { hypothesis in
        hypothesis.posted.timeNs <= time && hypothesis.droppedNs.map { $0 > time } ?? true
      }
      // Of equals the one that blue named first, whatever the order of the list.
      let top = open.min {
        (-$0.confidence, $0.posted.timeNs, $0.posted.evidence.first ?? 0)
          < (-$1.confidence, $1.posted.timeNs, $1.posted.evidence.first ?? 0)
      }
      return Moment(
        share: share, timeNs: time,
        forecast: top.map {
          Forecast(confidence: min(1, max(0, $0.confidence)), isTrue: $0.grade == .correct)
        })
    }
  }
}
