import Debrief
import Exercises

/// Where the exercise stands, as a word with a sign; colour only repeats it.
enum PhaseMark {
  static func draw(_ phase: ExercisePhase) -> Markup {
    "<span class=\"phase-mark \(phase.rawValue)\">\(sign(phase)) \(word(phase))</span>"
  }

  private static func sign(_ phase: ExercisePhase) -> String {
    switch phase {
    case .designed, .preflight: "○"
    case .running: "▶"
    case .paused: "❚❚"
    case .aborted: "■"
    case .ended, .graded: "●"
    case .sealed, .revealed: "✓"
    }
  }

  private static func word(_ phase: ExercisePhase) -> String {
    phase == .preflight ? "pre-flight" : phase.rawValue
  }
}
