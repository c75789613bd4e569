extension PlannedStep {
  /// The kind of a fault that takes a tool away from blue.
  package static let losesMonitoring = "monitoring.lose"

  /// Whether it acts on blue's tools and not on the database.
  package var isOnMonitoring: Bool { kind == Self.losesMonitoring && verb == .inject }
}
