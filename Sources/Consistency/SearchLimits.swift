/// What a search may use before it says that it does not know.
package struct SearchLimits: Sendable {
  /// Steps, each the effect of one operation on one configuration.
  package var steps: Int
  /// Configurations held at once; 400,000 of them are about 50 MB.
  package var configurations: Int
  /// Asked now and then, because a search knows no clock; true ends it.
  package var isTimeUp: @Sendable () -> Bool

  /// Limits of steps, memory and time.
  package init(
    steps: Int = 3_000_000, configurations: Int = 400_000,
    isTimeUp: @escaping @Sendable () -> Bool = { false }
  ) {
    self.steps = steps
    self.configurations = configurations
    self.isTimeUp = isTimeUp
  }
}
