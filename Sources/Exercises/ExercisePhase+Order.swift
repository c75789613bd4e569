extension ExercisePhase {
  /// The phases that may come next; the whole graph of an exercise.
  package var successors: Set<ExercisePhase> {
    switch self {
    case .designed: [.preflight]
    case .preflight: [.running, .aborted]
    case .running: [.paused, .aborted, .ended]
    case .paused: [.running, .aborted, .ended]
    case .aborted, .ended: [.graded]
    case .graded: [.sealed]
    case .sealed: [.revealed]
    case .revealed: []
    }
  }

  /// Whether nothing is injected any more while grades are still open.
  package var isOver: Bool { self == .aborted || self == .ended }
}
