import Vocabulary

/// How cleanly the response was carried out: 1 − Σw ⁄ max(expected, executed).
struct Accuracy {
  var value: Double
  var text: String
  var hasWrongTarget: Bool

  init(_ facts: ExerciseFacts, rubric: Rubric) {
    let mutating = facts.commands.filter(\.isMutating)
    let mistakes = mutating.compactMap(\.mistake)
    let lost = mistakes.reduce(0) { $0 + Self.weight($1, rubric.weights) }
    let steps = max(facts.expectedSteps ?? rubric.expectedSteps, mutating.count)
    value = max(0, 1 - lost / Double(max(steps, 1)))
    text = "accuracy \(Figures.fixed(value, 2)) over \(steps) steps"
    hasWrongTarget = mistakes.contains(.wrongTargetWithEffect)
  }

  private static func weight(
    _ mistake: ExerciseFacts.Command.Mistake, _ weights: Rubric.Weights
  ) -> Double {
    switch mistake {
    case .typoCaught: weights.typoCaught
    case .failed: weights.failed
    case .uncalledFor: weights.uncalledFor
    case .wrongTargetStopped: weights.wrongTargetStopped
    case .wrongTargetWithEffect: weights.wrongTargetWithEffect
    case .irreversibleUncalledFor: weights.irreversibleUncalledFor
    }
  }
}
