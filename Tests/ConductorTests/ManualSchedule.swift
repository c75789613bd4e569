import Conductor
import Vocabulary

/// A schedule whose clock only the test moves, and whose actions read as words.
struct ManualSchedule {
  var schedule: StepSchedule
  var facts = ConditionFacts(members: Samples.members)

  init(_ steps: PlannedStep...) { schedule = StepSchedule(steps: steps) }

  /// What the schedule wants at a moment.
  mutating func at(_ seconds: Double, _ event: StepSchedule.Event = .tick) -> [String] {
    schedule.handle(event, at: .seconds(seconds), facts: facts).map { action in
      switch action {
      case .start(let step): "start \(step.name)"
      case .heal(let step): "heal \(step.name)"
      case .skip(let step, let reason): "skip \(step.name): \(reason)"
      }
    }
  }
}
