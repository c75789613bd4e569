extension ExerciseClock {
  /// The moment of the monotonic clock at which the exercise clock came to a time.
  ///
  /// Limits: where it stood then, the moment at which it stopped; nil where it stands still before
  ///         that time, for nobody knows when it will come.
  package func offset(of time: Nanoseconds) -> Nanoseconds? {
    var stood = Nanoseconds.zero
    for pause in pauses where pause.startNs < time + stood {
      guard let end = pause.endNs else { return nil }
      stood = stood + (end - pause.startNs)
    }
    return time + stood
  }
}
