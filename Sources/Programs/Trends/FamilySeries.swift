import Readiness
import Vocabulary

/// The exercises of one family as series of points, one for each difficulty.
struct FamilySeries {
  let family: String
  /// All, by day.
  private let exercises: [PractisedExercise]
  /// Those that stand in trends of readiness.
  private let counted: [PractisedExercise]

  init(_ exercises: [PractisedExercise], family: String) {
    self.family = family
    self.exercises = exercises.sorted { ($0.day, $0.run) < ($1.day, $1.run) }
    counted = self.exercises.filter(\.isInTrends)
  }

  var readiness: [[SeriesPoint]] {
    strata(counted) { exercise in
      exercise.readiness.map { SeriesPoint(quarters: Self.quarters(exercise.day), level: $0) }
    }
  }

  var containment: [[SeriesPoint]] {
    strata(counted) { exercise in
      Self.containment(exercise).map { SeriesPoint(quarters: Self.quarters(exercise.day), $0) }
    }
  }

  /// Rehearsals detect as people do, by the same alerts; they are a stratum for each responder.
  private var detection: [[SeriesPoint]] {
    let sealed = exercises.filter { $0.isSealed && $0.leftOut == nil }
    return Set(sealed.map(\.responder)).sorted().flatMap { responder in
      strata(sealed.filter { $0.responder == responder }) { exercise -> SeriesPoint? in
        guard let start = exercise.times.t0Ns else { return nil }
        let quarters = Self.quarters(exercise.day)
        if let noticed = exercise.times.t1Ns {
          return SeriesPoint(quarters: quarters, timeNs: noticed - start)
        }
        return exercise.censoredAfterNs.map {
          SeriesPoint(quarters: quarters, timeNs: $0, isCensored: true)
        }
      }
    }
  }

  private func phase(_ path: KeyPath<Score.Phases, Int?>) -> [[SeriesPoint]] {
    strata(counted) { exercise in
      exercise.phases[keyPath: path].map {
        SeriesPoint(quarters: Self.quarters(exercise.day), level: $0)
      }
    }
  }

  func trend(constants: StatisticsConstants) -> FamilyTrend {
    let phases: [(String, KeyPath<Score.Phases, Int?>)] = [
      ("observe", \.observe), ("orient", \.orient), ("decide", \.decide), ("act", \.act),
    ]
    let missions = counted.compactMap { exercise in
      exercise.readiness.map {
        FamilyMission(
          quarters: Self.quarters(exercise.day), readiness: $0, difficulty: exercise.difficulty)
      }
    }
    let left = exercises.filter(\.countsForPeople).compactMap(\.leftOut)
    return FamilyTrend(
      family: family, points: counted.map(Self.point),
      leftOut: Dictionary(left.map { ($0, 1) }, uniquingKeysWith: +),
      readiness: Trend.ofLevels(readiness, constants: constants),
      containment: Trend.ofTimes(containment, constants: constants),
      detection: Trend.ofTimes(detection, constants: constants),
      phases: phases.map { name, path in
        .init(name: name, trend: Trend.ofLevels(phase(path), constants: constants))
      },
      plateau: Plateau(missions, constants: constants))
  }

  private static func point(_ exercise: PractisedExercise) -> FamilyTrend.Point {
    FamilyTrend.Point(
      run: exercise.run, mission: exercise.mission, database: exercise.database,
      day: exercise.day, difficulty: exercise.difficulty, readiness: exercise.readiness,
      phases: exercise.phases, containment: containment(exercise),
      isWithinSLA: exercise.isWithinSLA)
  }

  /// Minutes, or more than so many.
  private static func containment(_ exercise: PractisedExercise) -> Reading? {
    let point =
      exercise.containmentNs.map { SeriesPoint(quarters: 0, timeNs: $0) }
      ?? exercise.censoredAfterNs.map { SeriesPoint(quarters: 0, timeNs: $0, isCensored: true) }
    return point?.reading
  }

  /// One series for each difficulty that has a point.
  private func strata(
    _ exercises: [PractisedExercise], _ point: (PractisedExercise) -> SeriesPoint?
  ) -> [[SeriesPoint]] {
    Set(exercises.map(\.difficulty)).sorted().map { difficulty in
      exercises.filter { $0.difficulty == difficulty }.compactMap(point)
    }.filter { !$0.isEmpty }
  }

  /// Quarters since 1970, in days of which a year has 365.25.
  static func quarters(_ day: CalendarDay) -> Double { Double(day.ordinal) / 91.3125 }
}
