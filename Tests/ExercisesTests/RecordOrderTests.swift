import Exercises
import Testing
import Vocabulary

/// That a crash between two writes costs nobody an event, and shows nobody one twice.
@Suite struct RecordOrderTests {
  typealias Played = PlayedExercise

  /// A whole exercise with something of every kind that blue may and may not see.
  private func whole() throws -> PlayedExercise {
    var exercise = Played()
    try exercise.say(.release(text: "we begin at noon"), Played.wanda)
    try exercise.say(.preflight, Played.wanda)
    try exercise.say(.confirm(item: "backup", reason: "restored"), Played.wanda)
    try exercise.say(.start, Played.wanda)
    exercise.now = .seconds(10)
    exercise.note(.init(.red, .stepCommanded, step: "cut"))
    exercise.note(
      .init(
        .system, .alertFired, host: "n1",
        fields: ["id": "a1", "alert": "NoLeader", "summary": "no leader", "signal_at_ns": 7]))
    try exercise.say(.acknowledge(alert: "a1"), Played.bo)
    try exercise.say(.invite(name: "Late", role: .observer), Played.wanda)
    try exercise.say(Played.belief("the moon", "n1", 1), Played.bo)
    // Twice the same at the same moment: each counts.
    try exercise.say(.note(text: "hm", atNs: nil), Played.bo)
    try exercise.say(.note(text: "hm", atNs: nil), Played.bo)
    try exercise.say(.note(text: "blue is slow", atNs: nil), Played.wanda)
    try exercise.say(.stopWord(reason: "smoke"), Played.rita)
    exercise.now = .seconds(20)
    try exercise.say(.resume, Played.wanda)
    exercise.note(.init(.white, .controllerLost, fields: ["since_ns": 20_000_000_000]))
    try exercise.say(.finish(reason: "noon"), Played.wanda)
    try exercise.say(.handOver(text: "bye"), Played.bo)
    for rater in [Played.wanda, Played.walt] {
      for item in exercise.state.gradingQueue(for: rater) {
        try exercise.say(
          .grade(subject: item.subject, grade: item.grades[0], reason: "no"), rater)
      }
      try exercise.say(.note(text: "graded", atNs: nil), rater)
    }
    try exercise.say(.seal, Played.wanda)
    try exercise.say(.reveal, Played.wanda)
    return exercise
  }

  /// Blue's record after the first events, as it would be on disk.
  private func record(of events: some Collection<TimelineEvent>) -> [TimelineEvent] {
    var record = BlueRecord()
    for event in events { record.append(event) }
    return record.events.map(\.event)
  }

  @Test("A crash between the two writes of any event costs blue nothing, and doubles nothing")
  func everyBoundary() throws {
    let all = try whole().all
    var lacking = 0
    for count in 0...all.count {
      let happened = Array(all[..<count])
      let due = record(of: happened)
      // The last event is in the timeline, and perhaps not in blue's record any more.
      for written in [count, count - 1] where written >= 0 {
        let kept = record(of: all[..<written])
        let missing = BlueRecord.missing(of: happened, in: kept)
        lacking += missing.count
        let mended = BlueRecord(events: kept + missing).events.map(\.event)
        #expect(mended == due, "\(count) events, blue's of \(written)")
        #expect(BlueRecord.missing(of: happened, in: mended).isEmpty)
      }
    }
    #expect(lacking >= 12, "the exercise has events that blue sees")
  }

  @Test("However much of blue's record is lost, it is made whole; what it holds alone stays")
  func lostTails() throws {
    let all = try whole().all
    let due = record(of: all)
    for length in 0...due.count {
      let kept = Array(due[..<length])
      let missing = BlueRecord.missing(of: all, in: kept)
      #expect(BlueRecord(events: kept + missing).events.map(\.event) == due)
    }
    // The machine stopped, and the timeline lost its end: blue saw more than is known.
    let shorter = Array(all.dropLast(all.count / 2))
    #expect(BlueRecord.missing(of: shorter, in: due).isEmpty)
  }

  @Test("Both files are read back in the order in which their events came")
  func order() throws {
    let exercise = try whole()
    #expect(RecordOrder.whole(store: exercise.store, timeline: exercise.timeline) == exercise.all)
    let kinds = exercise.all.map(\.kind)
    let graded = try #require(kinds.firstIndex(of: .exerciseGraded))
    #expect(kinds[graded...].contains(.noteTaken), "something came between grades and seal")
  }

  @Test("Files without that word are read as before: grades and what follows come last")
  func unmarked() throws {
    var exercise = try whole()
    for index in exercise.store.indices { exercise.store[index].fields[RecordOrder.mark] = nil }
    let kinds = RecordOrder.whole(store: exercise.store, timeline: exercise.timeline).map(\.kind)
    let started = try #require(kinds.firstIndex(of: .exerciseStarted))
    let first = try #require(kinds.firstIndex(of: .gradeGiven))
    #expect(kinds[..<started].contains(.preflightBegan))
    #expect(!kinds[first...].contains(.noteTaken) && kinds.last == .exerciseRevealed)
    var again = ExerciseState(design: exercise.state.design)
    again.replay(store: exercise.store, timeline: exercise.timeline)
    #expect(again == exercise.state)
  }

  @Test("A timeline that lost its end keeps nothing of the other file back")
  func lostTimeline() throws {
    let exercise = try whole()
    for count in 0...exercise.timeline.count {
      let all = RecordOrder.whole(
        store: exercise.store, timeline: Array(exercise.timeline[..<count]))
      #expect(all.count == exercise.store.count + count)
    }
  }
}
