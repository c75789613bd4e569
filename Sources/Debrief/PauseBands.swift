import Vocabulary

/// The moments at which the exercise's clock stood: hatched seams through all lanes.
///
/// Shape:  a seam is as wide as can be seen and no wider: no exercise time passed.
enum PauseBands {
  static func draw(_ facts: Facts, clock: Clock, from top: Double, to bottom: Double) -> Markup {
    facts.input.clock.pauses.reduce(into: "") { body, pause in
      let x = clock.x(facts.input.clock.time(pause.startNs))
      body += Shapes.titled(
        title(pause, facts), Shapes.box(x - 3, top, 6, bottom - top, style: "pause", radius: 0))
    }
  }

  static func title(_ pause: ExerciseClock.Pause, _ facts: Facts) -> String {
    "the clock stood \(length(pause)) at "
      + "\(Written.moment(facts.input.clock.time(pause.startNs))): \(pause.reason)"
  }

  /// For how long, by the clock on the wall.
  static func length(_ pause: ExerciseClock.Pause) -> String {
    pause.endNs.map { "for \(Written.span($0 - pause.startNs))" } ?? "to the end"
  }
}
