extension TimelineEvent.Kind {
  /// system: the history so far breaks a claim; fields `anomaly`, `key`, `summary`.
  package static let violationSeen: Self = "violation.seen"
}
