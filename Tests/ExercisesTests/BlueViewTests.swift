import Exercises
import Testing
import Vocabulary

@Suite struct BlueViewTests {
  static let header = ExerciseHeader(
    code: "brisk-heron-42", phase: .running, mode: "evaluate", elapsedNs: .zero, commitment: "",
    salt: nil, told: "", classification: "internal")

  private func event(
    _ seconds: Int, _ lane: TimelineEvent.Lane, _ kind: TimelineEvent.Kind,
    _ fields: [String: JSONValue] = [:]
  ) -> TimelineEvent {
    TimelineEvent(
      sequence: 0, timeNs: .seconds(seconds), lane: lane, kind: kind, host: "n2", fields: fields)
  }

  @Test("Blue's page is made of blue's record, on the exercise clock")
  func page() throws {
    var record = BlueRecord()
    let events = [
      event(0, .white, .exerciseStarted),
      event(5, .red, .stepEffective, ["proof": "seen"]),
      event(10, .system, .alertFired, ["id": "a", "alert": "NoLeader", "summary": "none"]),
      event(12, .blue, .alertAcknowledged, ["id": "a", "by": "Bo"]),
      event(20, .white, .exercisePaused), event(50, .white, .exerciseResumed),
      event(
        60, .blue, .hypothesisPosted, ["id": "H1", "mechanism": "disk.slow", "location": "n1"]),
      event(61, .blue, .hypothesisWithdrawn, ["id": "H1"]),
      event(
        70, .blue, .actionExecuted,
        ["action": "systemctl restart etcd", "exit": 0, "by": "Bo", "started_ns": 69_000_000_000]),
      event(80, .system, .alertResolved, ["id": "a"]),
      event(81, .white, .cueSent, ["text": "a customer calls"]),
    ]
    for event in events { record.append(event) }
    let view = record.view(header: Self.header, hosts: ["n1"], mechanisms: [], terminals: [])
    let alert = try #require(view.alerts.first)
    #expect(alert.notifiedNs == .seconds(10) && alert.resolvedNs == .seconds(50))
    #expect(alert.acknowledgedBy == "Bo" && alert.host == "n2")
    #expect(view.hypotheses.map(\.postedNs) == [.seconds(30)])
    #expect(view.hypotheses.map(\.withdrawnNs) == [.seconds(31)])
    #expect(view.actions.map(\.host) == ["n2"])
    #expect(view.actions.map(\.startedNs) == [.seconds(39)])
    #expect(view.messages.map(\.kind) == [.cueSent])
  }
}
