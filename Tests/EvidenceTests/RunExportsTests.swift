import Evidence
import Exercises
import Foundation
import Testing
import Vocabulary

/// A run in the formats of other tools: what is in it, and for whom.
@Suite struct RunExportsTests {
  private static let start = WallTime.nanoseconds("2027-02-11T13:05:00Z")

  /// An exercise of people with an alert that somebody took.
  private static func exercise(summary: String = "fsync is slow on n1") -> TrialRun {
    func alert(
      _ kind: TimelineEvent.Kind, _ lane: TimelineEvent.Lane, _ fields: [String: JSONValue]
    ) -> TrialRun.Extra {
      .init(lane: lane, kind: kind, step: "slow-disk", fields: fields)
    }
    return TrialRun(
      responder: "people",
      extra: [
        alert(
          .alertFired, .system,
          [
            "alert": "SlowFsync", "id": "a1", "summary": .string(summary), "source": "built-in",
            "signal_at_ns": 7,
          ]),
        alert(.alertAcknowledged, .blue, ["id": "a1", "by": "Bela"]),
        alert(.alertResolved, .system, ["alert": "SlowFsync", "id": "a1", "source": "built-in"]),
      ], wallNs: start)
  }

  /// The exercise's own log, up to its reveal or not.
  private static func open(_ folder: TrialFolder, isRevealed: Bool) throws {
    let log = try TimelineWriter(creating: folder.run.exercise)
    log.append(.white, "exercise.designed", at: .zero, ["code": "brisk-heron-42"])
    if isRevealed { log.append(.white, "exercise.revealed", at: .zero, ["by": "Wim"]) }
    try log.close()
  }

  private static func assessed(_ folder: TrialFolder) throws -> Assessment {
    try Derivation.assess(folder.run).run
  }

  private static func events(_ folder: TrialFolder, _ role: Role) throws -> [CloudEvent] {
    RunCloudEvents(of: try assessed(folder), for: role).events
  }

  @Test func `A rehearsal's faults are commanded, effective, healed, each at its wall time`() throws
  {
    let folder = try TrialFolder(TrialRun(wallNs: Self.start))
    let events = try Self.events(folder, .blue).filter { $0.type.hasPrefix("cygnet.fault.") }
    #expect(
      events.map(\.type) == [
        "cygnet.fault.commanded", "cygnet.fault.effective", "cygnet.fault.healed",
      ])
    #expect(events.map(\.source).allSatisfy { $0 == "/runs/trial/20260101T000000Z-1" })
    #expect(
      events.map(\.time) == [
        "2027-02-11T13:05:05Z", "2027-02-11T13:05:06Z", "2027-02-11T13:05:09.1Z",
      ])
    #expect(events[1].subject == "slow-disk")
    #expect(events[1].data["proof"] == "a sync took 1002 ms")
    let all = try Self.events(folder, .blue)
    #expect(Set(all.map(\.id)).count == all.count)
    // Nobody wrote the wall time down: no time is better than a wrong one.
    #expect(try Self.events(try TrialFolder(), .white).allSatisfy { $0.time == nil })
  }

  @Test func `Before the reveal blue gets no fault, no step and no gap in the numbers`() throws {
    let folder = try TrialFolder(Self.exercise())
    try Self.open(folder, isRevealed: false)
    let blue = try Self.events(folder, .blue)
    #expect(blue.map(\.type) == ["cygnet.alert.received"])
    #expect(blue.map(\.id) == ["ev-1"] && blue[0].source == "/exercises/brisk-heron-42/blue")
    let text = try CloudEvent.batch(blue)
    for secret in ["cygnet.fault", "slow-disk", "disk.slow", "trial"] {
      #expect(!text.contains(secret), "\(secret)")
    }
    // The controls: white sees it all now, and blue does after the reveal.
    let white = try Self.events(folder, .white)
    #expect(white.contains { $0.type == "cygnet.fault.effective" })
    let revealed = try TrialFolder(Self.exercise())
    try Self.open(revealed, isRevealed: true)
    #expect(try Self.events(revealed, .blue) == Self.events(revealed, .white))
    #expect(try Self.events(revealed, .blue).contains { $0.type == "cygnet.fault.effective" })
  }

  @Test func `Our own door takes the batch that we write`() throws {
    let folder = try TrialFolder(Self.exercise())
    try Self.open(folder, isRevealed: false)
    let batch = try CloudEvent.batch(try Self.events(folder, .blue))
    let reading = try AlertFormat.read(
      Self.delivery(
        "cloudevents", batch, headers: ["content-type": "application/cloudevents-batch+json"]),
      hosts: AlertHosts(["n1"]))
    #expect(reading.alerts.map(\.status) == [.firing])
    #expect(reading.alerts.first?.summary == "fsync is slow on n1")
    #expect(throws: Refusal.self) {
      try AlertFormat.read(
        Self.delivery("cloudevents", batch.replacing("\"1.0\"", with: "\"9\"")),
        hosts: AlertHosts(["n1"]))
    }
  }

  private static func delivery(
    _ format: String, _ body: String, headers: [String: String] = [:]
  ) -> AlertDelivery {
    AlertDelivery(
      format: format, token: "", headers: headers, body: Array(body.utf8), receivedNs: .zero,
      receivedUTC: "2027-02-11T13:05:10Z", peer: "127.0.0.1")
  }

  @Test func `Alerts become a trigger, an acknowledgement and a resolve of one key`() throws {
    let long = String(repeating: "slow ", count: 400)
    let folder = try TrialFolder(Self.exercise(summary: long))
    try Self.open(folder, isRevealed: false)
    let key = "0123456789abcdef0123456789abcdef"
    let bodies = RunPages.bodies(of: try Self.assessed(folder), routingKey: key)
    #expect(
      bodies.map { $0["event_action"]?.text } == ["trigger", "acknowledge", "resolve"])
    let payload = bodies.first?["payload"]
    #expect((payload?["summary"]?.text?.count ?? 0) <= 1_024)
    #expect(payload?["severity"] == "error" && payload?["timestamp"] == "2027-02-11T13:05:10Z")
    var keys: Set<String> = []
    var statuses: [IncomingAlert.Status] = []
    for body in bodies {
      let text = try CanonicalJSON.line(body)
      #expect(text.contains(key) && !text.contains("slow-disk") && !text.contains("trial"))
      let reading = try AlertFormat.read(
        Self.delivery("pagerduty-events", text), hosts: AlertHosts(["n1"]))
      keys.formUnion(reading.alerts.map(\.key))
      statuses += reading.alerts.map(\.status)
    }
    #expect(keys.count == 1 && statuses == [.firing, .acknowledged, .resolved])
  }

  @Test func `The phases that were reached are spans below the root, and not before the alert`()
    throws
  {
    let folder = try TrialFolder(Self.exercise())
    try Self.open(folder, isRevealed: true)
    let run = try Self.assessed(folder)
    let body = try RunTrace.body(of: run)
    let scope = body["resourceSpans"]?.elements?.first?["scopeSpans"]?.elements?.first
    let spans = scope?["spans"]?.elements ?? []
    let names = spans.compactMap { $0["name"]?.text }
    // What the score knows decides which phases there are.
    let times = run.score.times
    #expect(names.contains("observe") == (times.t0Ns != nil && times.t1Ns != nil))
    #expect(names.contains("act") == (times.t3Ns != nil && times.t4Ns != nil))
    #expect(names.count { $0 == "trial" } == 1)
  }

  @Test func `A trace has one root with what red did, and the same names each time`() throws {
    let folder = try TrialFolder(TrialRun(hasOutage: true, wallNs: Self.start))
    let body = try RunTrace.body(of: try Self.assessed(folder))
    #expect(try RunTrace.body(of: try Self.assessed(folder)) == body)
    let scope = body["resourceSpans"]?.elements?.first?["scopeSpans"]?.elements?.first
    let spans = scope?["spans"]?.elements ?? []
    let roots = spans.filter { $0["parentSpanId"] == nil }
    #expect(roots.count == 1 && roots.first?["name"] == "trial")
    #expect(spans.allSatisfy { $0["traceId"] == roots.first?["traceId"] })
    for span in spans {
      #expect(span["traceId"]?.text?.count == 32 && span["spanId"]?.text?.count == 16)
      let times = ["startTimeUnixNano", "endTimeUnixNano"].compactMap {
        span[$0]?.text.flatMap(Int64.init)
      }
      #expect(times.count == 2 && times[0] <= times[1])
    }
    #expect(Set(spans.compactMap { $0["spanId"]?.text }).count == spans.count)
    let names = roots.first?["events"]?.elements?.compactMap { $0["name"]?.text } ?? []
    #expect(names.contains("step.effective") && !names.contains("exercise.started"))
    let twenty = Nanoseconds.seconds(20).rawValue
    #expect(
      roots.first?["endTimeUnixNano"]?.text == Self.start.map { "\($0.rawValue + twenty)" })
  }

  @Test func `No trace is made before the reveal, or where nobody knows the wall time`() throws {
    let folder = try TrialFolder(Self.exercise())
    try Self.open(folder, isRevealed: false)
    let hidden = try Self.assessed(folder)
    #expect(throws: EvidenceError.self) { try RunTrace.body(of: hidden) }
    let old = try Self.assessed(try TrialFolder())
    #expect(throws: EvidenceError.self) { try RunTrace.body(of: old) }
  }
}
