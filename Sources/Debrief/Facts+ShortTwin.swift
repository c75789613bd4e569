import Vocabulary

/// A twin that was cut short shows the least that would have happened, and says so everywhere.
extension Facts {
  /// How far the twin was played, where that is less than the window.
  var shortTwin: ShortTwin? {
    input.twin.flatMap { ShortTwin($0.timeline, windowNs: input.plan.budget.windowNs) }
  }

  /// `4`, or `≥ 4`.
  func twinLevel(_ level: Int) -> String { shortTwin == nil ? "\(level)" : "≥ \(level)" }

  /// One sentence on it; nil for a twin that went all the way.
  var shortTwinNote: String? {
    shortTwin.map { short in
      "The twin was played for \(Written.span(short.reachedNs)) of a window of "
        + "\(Written.span(short.windowNs)): it shows the least that would have happened."
    }
  }
}
