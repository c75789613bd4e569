import Evidence
import Exercises
import Vocabulary

extension LiveRecord.State {
  /// Writes an event where its kind belongs and hands it to every role that may see it.
  ///
  /// Gives the viewers that were cut off, to be ended outside the lock.
  mutating func append(
    _ record: ExerciseState.Record, at time: Nanoseconds
  ) -> (event: TimelineEvent, slow: [AsyncStream<StreamedEvent>.Continuation]) {
    let isOnTheClock = ExerciseState.isOnTheClock(record.kind) && timeline != nil
    let file = isOnTheClock ? timeline ?? store : store
    var fields = record.fields
    // Whoever reads both files back knows in which order they were written.
    if !isOnTheClock, let timeline {
      fields[RecordOrder.mark] = .integer(Int64(timeline.events.count))
    }
    let event = file.append(
      record.lane, record.kind, at: time, step: record.step, host: record.host, fields)
    exercise.apply(event)
    var slow = tellBlue(event)
    for role in [Role.red, .white, .observer] {
      if let shown = number(role, event) { slow += audiences[role]?.tell(shown) ?? [] }
    }
    return (event, slow)
  }

  private mutating func tellBlue(
    _ event: TimelineEvent
  ) -> [AsyncStream<StreamedEvent>.Continuation] {
    guard let shown = blue.append(event) else { return [] }
    let line = shown.event
    blueFile.append(
      line.lane, line.kind, at: line.timeNs, step: line.step, host: line.host, line.fields)
    seen[.blue, default: []].append(shown)
    return audiences[.blue]?.tell(shown) ?? []
  }

  private mutating func number(_ role: Role, _ event: TimelineEvent) -> StreamedEvent? {
    guard var visible = LiveSight.event(event, for: role) else { return nil }
    let number = (seen[role]?.count ?? 0) + 1
    visible.sequence = number
    let shown = StreamedEvent(number: number, event: visible)
    seen[role, default: []].append(shown)
    return shown
  }

  /// Takes over what was recorded before; the order is the same however often it is read.
  mutating func remember(_ blueEvents: [TimelineEvent], _ events: [TimelineEvent]) {
    blue = BlueRecord(events: blueEvents)
    seen[.blue] = blue.events
    for event in events {
      for role in [Role.red, .white, .observer] { _ = number(role, event) }
    }
  }
}
