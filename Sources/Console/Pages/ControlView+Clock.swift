import Exercises
import Vocabulary

extension ControlView {
  /// The same with every moment on the exercise clock: the one that people read, and that stands
  /// in a pause.
  var onExerciseClock: ControlView {
    let clock = ExerciseClock(events)
    guard clock.hasStood else { return self }
    var view = self
    view.events = clock.time(events)
    view.steps = steps.map { step in
      var step = step
      step.commandedNs = step.commandedNs.map { clock.time($0) }
      step.acknowledgedNs = step.acknowledgedNs.map { clock.time($0) }
      step.effectiveNs = step.effectiveNs.map { clock.time($0) }
      step.healedNs = step.healedNs.map { clock.time($0) }
      return step
    }
    return view
  }
}
