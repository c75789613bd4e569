import Databases
import Evidence
import Exercises
import Foundation
import LinuxHost
import Synchronization
import Testing
import Vocabulary

@testable import Conductor

/// Alerts that a webhook left out, asked for at a real Alertmanager and at servers that lie.
@Suite(.serialized) struct AlertPullTests {
  private static let mission = TestRange.mission(
    steps: "  - {inject: proc.pause, on: one, at: 1s, for: 2s, as: sleepy-heron}",
    mechanism: "proc.pause")

  /// A port below those that Linux lends to whoever calls (32,768 and above), so that no other
  /// test's connection holds it when a server binds it.
  private static func anyPort() -> Int { Int.random(in: 20_000..<32_000) }

  /// What stands in for the sender and for whoever is asked, on loopback.
  private final class Server: Sendable {
    let port: Int
    private let asked = Mutex<[HTTPListener.Question]>([])
    var questions: [HTTPListener.Question] { asked.withLock { $0 } }

    /// Serves until the process ends; `HTTPListener` has no other end.
    init(_ answer: @escaping @Sendable (Int) -> String) {
      port = AlertPullTests.anyPort()
      let port = self.port
      Thread.detachNewThread { [self] in
        try? HTTPListener.serve("127.0.0.1", port: port) { question in
          let count = asked.withLock { all in
            all.append(question)
            return all.count
          }
          return answer(count)
        }
      }
    }

    func wait(for count: Int = 1, within seconds: Int = 20) async throws {
      let deadline = MonotonicClock.now() + .seconds(seconds)
      while questions.count < count, MonotonicClock.now() < deadline {
        try await Task.sleep(for: .milliseconds(50))
      }
    }
  }

  /// An exercise whose clock runs, without a range: alerts need none.
  private func running(
    asking place: String?, _ body: (LiveExercise, MadeExercise) async throws -> Void
  ) async throws {
    let runs = FileManager.default.temporaryDirectory.path + "/pull-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: runs) }
    let made = try LiveHall.make(
      LiveSetup(
        mission: Self.mission, plan: try TestRange.plan(Self.mission),
        people: [Participant(name: "Wanda", role: .white)],
        alertmanager: try place.map { try AlertmanagerAddress($0) }),
      below: runs, startedUTC: "2026-01-01T00:00:00Z")
    let hall = LiveTrial.hall(runs)
    let exercise = try #require(await hall.find(made.code))
    let record = await exercise.record
    record.append(.white, .preflightBegan, at: .zero, step: nil, host: nil, [:])
    try record.startTimeline()
    record.append(
      .white, .exerciseStarted, at: .zero, step: nil, host: nil,
      ["origin_ns": .integer(MonotonicClock.now().rawValue)])
    try await body(exercise, made)
    record.append(
      .white, .exerciseEnded, at: .seconds(60), step: nil, host: nil, ["whole": true])
    try await Task.sleep(for: .milliseconds(1_200))
    let known = await exercise.inbox.alerts.map(\.host)
    await hall.stop()
    // Another process reads the same bodies again and finds the same alerts.
    let next = LiveTrial.hall(runs)
    let again = try #require(await next.find(made.code))
    #expect(await again.inbox.alerts.map(\.host) == known)
    await next.stop()
  }

  private func deliver(_ body: [UInt8], _ exercise: LiveExercise, _ token: String) async throws {
    _ = try await exercise.receive(
      AlertDelivery(
        format: "alertmanager", token: token, headers: [:], body: body,
        receivedNs: MonotonicClock.now(), receivedUTC: "2026-01-01T00:00:00Z", peer: "127.0.0.1"))
  }

  private func events(
    _ exercise: LiveExercise, until kind: TimelineEvent.Kind
  ) async throws -> [TimelineEvent] {
    let deadline = MonotonicClock.now() + .seconds(20)
    while MonotonicClock.now() < deadline {
      let events = await exercise.record.timeline
      if events.contains(where: { $0.kind == kind }) { return events }
      try await Task.sleep(for: .milliseconds(50))
    }
    throw LinuxError("see \(kind.rawValue)", on: "the timeline")
  }

  private static let cut = """
    {"version":"4","truncatedAlerts":2,"status":"firing","receiver":"cygnet",
    "groupLabels":{"alertname":"Lag"},"externalURL":"http://127.0.0.1:EVIL",
    "alerts":[{"status":"firing","labels":{"alertname":"Lag","host":"n1"},
    "annotations":{},"startsAt":"2027-02-11T13:06:10.123456Z","fingerprint":"f1",
    "generatorURL":"http://127.0.0.1:EVIL/graph"}]}
    """

  private static func answer(_ hosts: [String]) -> String {
    let alerts = hosts.map { host in
      """
      {"labels":{"alertname":"Lag","host":"\(host)"},"annotations":{"summary":"\(host) is behind"},
      "startsAt":"2027-02-11T13:06:10.123Z","endsAt":"2027-02-11T14:06:10.123Z",
      "fingerprint":"f\(host.last ?? "0")","receivers":[{"name":"cygnet"}],
      "status":{"state":"active","silencedBy":[],"inhibitedBy":[]}}
      """
    }
    return "[\(alerts.joined(separator: ","))]"
  }

  @Test("What is left out is asked for where white said, and nowhere that a body names")
  func asked() async throws {
    let honest = Server { _ in Self.answer(["n1", "n2", "n3"]) }
    let evil = Server { _ in Self.answer(["n3"]) }
    try await running(asking: "http://127.0.0.1:\(honest.port)/am") { exercise, made in
      let body = Self.cut.replacing("EVIL", with: "\(evil.port)")
      try await deliver(Array(body.utf8), exercise, made.webhook)
      let events = try await events(exercise, until: .alertsPulled)
      let fired = events.filter { $0.kind == .alertFired }
      #expect(fired.map(\.host) == ["n1", "n2", "n3"], "one each, and none twice")
      let pulled = try #require(events.last { $0.kind == .alertsPulled })
      #expect(pulled.fields["new"]?.whole == 2 && pulled.fields["alerts"]?.whole == 3)
      #expect(events.first { $0.kind == .alertsLeftOut }?.fields["left_out"]?.whole == 2)
      #expect(await exercise.inbox.incompleteDeliveries == 1)
      #expect(honest.questions.map(\.path) == ["/am" + AlertmanagerAnswer.question])
      // The same group again is no second alert; nobody is asked more often than once a second.
      for _ in 0..<20 { try await deliver(Array(body.utf8), exercise, made.webhook) }
      try await honest.wait(for: 2)
      try await Task.sleep(for: .milliseconds(1_300))
      #expect(honest.questions.count <= 3, "\(honest.questions.count) questions for 21 bodies")
      #expect(await exercise.record.timeline.count { $0.kind == .alertFired } == 3)
      #expect(evil.questions.isEmpty, "an address of a body was called")
      let blue = await exercise.record.blue.events.map(\.event.kind)
      #expect(Set(blue) == [.exerciseStarted, .alertFired])
    }
    // Negative control: the server that nobody may call can be called.
    _ = try HTTPCaller("127.0.0.1", port: evil.port).ask(.init("GET", "/"))
    #expect(evil.questions.count == 1)
  }

  @Test("A server that answers nonsense, or nobody, is a failure that is written down")
  func failures() async throws {
    let liar = Server { _ in "<html>log in</html>" }
    try await running(asking: "http://127.0.0.1:\(liar.port)") { exercise, made in
      try await Task.sleep(for: .milliseconds(200))
      try await deliver(Array(Self.cut.utf8), exercise, made.webhook)
      let events = try await events(exercise, until: .alertsPullFailed)
      #expect(events.last?.fields["attempts"]?.whole == 1, "\(events.last?.fields ?? [:])")
      #expect(events.count { $0.kind == .alertFired } == 1)
    }
    try await running(asking: "http://127.0.0.1:9") { exercise, made in
      try await deliver(Array(Self.cut.utf8), exercise, made.webhook)
      let events = try await events(exercise, until: .alertsPullFailed)
      #expect(events.last?.fields["attempts"]?.whole == 3, "\(events.last?.fields ?? [:])")
    }
    try await running(asking: nil) { exercise, made in
      try await deliver(Array(Self.cut.utf8), exercise, made.webhook)
      let events = try await events(exercise, until: .alertsPullFailed)
      #expect(events.last?.fields["reason"]?.text?.contains("--alertmanager") == true)
    }
  }

  @Test("The range's own Alertmanager leaves nothing out")
  func ownAlertmanager() {
    let text = AlertmanagerText.configuration(.unknown(kind: "etcd"), every: .seconds(1))
    #expect(text.contains("webhook_configs") && !text.contains("max_alerts"))
  }

  @Test("A real Alertmanager that cuts its webhook short tells the rest when it is asked")
  func realAlertmanager() async throws {
    let programs = try #require(MonitoringPrograms.found, "apt-get install prometheus-alertmanager")
    let folder = FileManager.default.temporaryDirectory.path + "/am-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let sink = Server { _ in "" }
    let port = Self.anyPort()
    try """
    route: {receiver: cygnet, group_by: [alertname], group_wait: 1s}
    receivers:
      - name: cygnet
        webhook_configs: [{url: 'http://127.0.0.1:\(sink.port)/', max_alerts: 1}]

    """.write(toFile: folder + "/am.yml", atomically: true, encoding: .utf8)
    let manager = try ChildProcess.start(
      Launch(
        programs.alertmanager,
        [
          "--config.file=\(folder)/am.yml", "--storage.path=\(folder)/data",
          "--cluster.listen-address=", "--web.listen-address=127.0.0.1:\(port)",
        ], output: .appending(folder + "/log"), error: .appending(folder + "/log")))
    do {
      try await post(["n1", "n2", "n3"], to: port)
      try await sink.wait()
      let webhook = try #require(sink.questions.first).body
      let said = try CanonicalJSON.decode(JSONValue.self, from: Data(webhook))
      #expect(said["truncatedAlerts"]?.whole == 2 && said["alerts"]?.elements?.count == 1)
      try await running(asking: "http://127.0.0.1:\(port)") { exercise, made in
        try await deliver(webhook, exercise, made.webhook)
        let events = try await events(exercise, until: .alertsPulled)
        let fired = events.filter { $0.kind == .alertFired }.compactMap(\.host)
        #expect(fired.count == 3 && Set(fired) == ["n1", "n2", "n3"], "\(fired)")
        #expect(events.last { $0.kind == .alertsPulled }?.fields["new"]?.whole == 2)
      }
    } catch {
      _ = try? await manager.terminate(grace: .seconds(3))
      let log = try? String(contentsOfFile: folder + "/log", encoding: .utf8)
      Issue.record("what the Alertmanager logged: \(log ?? "nothing")")
      throw error
    }
    _ = try await manager.terminate(grace: .seconds(3))
  }

  /// Three alerts of one group, as Prometheus would post them; it is tried until somebody listens.
  private func post(_ hosts: [String], to port: Int) async throws {
    let alerts = hosts.map { #"{"labels":{"alertname":"Lag","host":"\#($0)"}}"# }
    let question = HTTPCaller.Question(
      "POST", "/api/v2/alerts", headers: [("Content-Type", "application/json")],
      body: Array("[\(alerts.joined(separator: ","))]".utf8))
    let deadline = MonotonicClock.now() + .seconds(60)
    while MonotonicClock.now() < deadline {
      if let answer = try? HTTPCaller("127.0.0.1", port: port).ask(question), answer.status == 200 {
        return
      }
      try await Task.sleep(for: .milliseconds(100))
    }
    throw LinuxError("post alerts", on: "127.0.0.1:\(port)")
  }
}
