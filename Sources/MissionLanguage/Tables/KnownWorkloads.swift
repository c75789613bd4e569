/// The loads that a mission may ask for.
enum KnownWorkloads {
  /// One word for each file of the module that drives the load.
  static let kinds = ["register", "serializable-register", "clock-register"]

  /// Those whose requests may be compare-and-sets.
  static let compares: Set<String> = ["register", "serializable-register"]
}
