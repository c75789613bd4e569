import Evidence
package import Vocabulary

/// Where a conductor writes what happens; a file in an exercise, a list in tests.
package protocol TimelineSink: Sendable {
  /// Appends an event.
  @discardableResult
  func append(
    _ lane: TimelineEvent.Lane, _ kind: TimelineEvent.Kind, at time: Nanoseconds,
    step: StepName?, host: HostName?, _ fields: [String: JSONValue]
  ) -> TimelineEvent
}

extension TimelineWriter: TimelineSink {}
