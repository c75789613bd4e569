package import Vocabulary

/// Blue's own record: exactly what blue may see, under numbers of its own from 1 without gaps.
///
/// Shape: all that blue's pages and streams are made of; nothing else of the exercise is in reach.
package struct BlueRecord: Sendable, Equatable {
  /// All that blue has seen, in order.
  package private(set) var events: [StreamedEvent] = []
  private var clock = ExerciseClock()

  /// Nothing seen yet.
  package init() {}

  /// The record as it was kept; numbers are given anew, for they have no gaps.
  package init(events: [TimelineEvent]) {
    for event in events { keep(event) }
  }

  /// Takes in an event of the exercise; gives what blue sees of it, nil where that is nothing.
  @discardableResult
  package mutating func append(_ event: TimelineEvent) -> StreamedEvent? {
    guard let seen = Visibility.blue(event) else { return nil }
    return keep(seen)
  }

  /// What blue saw after a number.
  package func events(after last: Int) -> ArraySlice<StreamedEvent> {
    events.dropFirst(max(0, min(last, events.count)))
  }

  @discardableResult
  private mutating func keep(_ event: TimelineEvent) -> StreamedEvent {
    var event = event
    event.sequence = events.count + 1
    clock.handle(event)
    let streamed = StreamedEvent(number: event.sequence, event: event)
    events.append(streamed)
    return streamed
  }

  /// Blue's page; every time in it is on the exercise clock.
  package func view(
    header: ExerciseHeader, hosts: [HostName], mechanisms: [String], terminals: [String]
  ) -> BlueView {
    var view = BlueView(
      header: header, alerts: [], hypotheses: [], decisions: [], actions: [], messages: [],
      hosts: hosts, mechanisms: mechanisms, terminals: terminals)
    for streamed in events { Self.show(clock.time(streamed.event), in: &view) }
    return view
  }

  private static func show(_ event: TimelineEvent, in view: inout BlueView) {
    let fields = event.fields
    switch event.kind {
    case .alertFired: view.alerts.append(ShownAlert(event))
    case .alertResolved:
      let place = view.alerts.lastIndex {
        $0.id == fields["id"]?.text && $0.resolvedNs == nil
      }
      if let place { view.alerts[place].resolvedNs = event.timeNs }
    case .alertAcknowledged:
      let place = view.alerts.lastIndex { $0.id == fields["id"]?.text }
      if let place { view.alerts[place].acknowledgedBy = fields["by"]?.text }
    case .hypothesisPosted: view.hypotheses.post(event)
    case .hypothesisWithdrawn: view.hypotheses.withdraw(event)
    case .decisionPosted:
      view.decisions.append(ShownDecision(event, number: view.decisions.count + 1))
    case .actionExecuted: view.actions.append(ShownAction(event))
    case .exerciseStarted, .exercisePaused, .exerciseResumed, .exerciseEnded, .exerciseRevealed:
      break
    default: view.messages.append(event)
    }
  }
}

extension ShownAlert {
  fileprivate init(_ event: TimelineEvent) {
    let fields = event.fields
    self.init(
      id: fields["id"]?.text ?? "", name: fields["alert"]?.text ?? "", host: event.host,
      summary: fields["summary"]?.text ?? "", source: fields["source"]?.text ?? "",
      notifiedNs: event.timeNs, resolvedNs: nil, acknowledgedBy: nil)
  }
}

extension ShownAction {
  fileprivate init(_ event: TimelineEvent) {
    let fields = event.fields
    let host = fields["hosts"]?.elements?.compactMap(\.text).joined(separator: ", ")
    let started = fields["started_ns"]?.whole.map(Nanoseconds.init(rawValue:))
    self.init(
      by: fields["by"]?.text ?? "", host: event.host?.rawValue ?? host ?? "",
      command: fields["action"]?.text ?? "", exit: fields["exit"]?.whole.map(Int.init),
      startedNs: started ?? event.timeNs,
      durationNs: fields["duration_ns"]?.whole.map(Nanoseconds.init(rawValue:)))
  }
}
