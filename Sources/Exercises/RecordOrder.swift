package import Vocabulary

/// The one order of an exercise's two files, in which its events came.
///
/// Shape:  an event beside the clock says how many events of the timeline were written before it;
///         state, streams and blue's record are made anew in this order after a crash.
/// Limits: an event that does not say so stands before the timeline, or, from the first grade on,
///         behind it.
package enum RecordOrder {
  /// The field of white's store with that number.
  package static let mark = "after_events"

  /// All events of white's store and of the timeline, as they came.
  package static func whole(
    store: [TimelineEvent], timeline: [TimelineEvent]
  ) -> [TimelineEvent] {
    let late =
      store.firstIndex { ExerciseState.afterTheEnd.contains($0.kind) } ?? store.endIndex
    var all: [TimelineEvent] = []
    var place = 0
    for (index, event) in store.enumerated() {
      let marked = event.fields[mark]?.whole.flatMap { Int(exactly: $0) }
      // A timeline may have lost its end with the machine; then there is nothing to wait for.
      let due = min(marked ?? (index < late ? 0 : timeline.count), timeline.count)
      if place < due {
        all += timeline[place..<due]
        place = due
      }
      all.append(event)
    }
    return all + timeline[place...]
  }
}
