import Evidence
import Exercises
import Foundation
import LinuxHost
import Testing
import Vocabulary

@testable import Conductor
@testable import Console

/// PagerDuty's signed webhooks, from the wire to blue's record of a real exercise.
@Suite struct PagerDutyDoorTests {
  /// The console's hall over real records; no range is needed for an alert to come in.
  private struct Hall: ExerciseHall {
    let hall: LiveHall

    func exercise(_ code: String) async -> (any ExerciseDoor & TerminalDoor & AlertDoor)? {
      await hall.exercise(code)
    }
    func redeem(invitation: String, code: String) async throws(Refusal) -> String {
      try await hall.redeem(invitation: invitation, code: code)
    }
    func participant(session: String, code: String) async -> Participant? {
      await hall.participant(session: session, code: code)
    }
  }

  private static let plan = Plan(
    mission: "trial", title: "A member that is silent", missionSha256: "", seed: 1,
    hosts: [.init(name: "n1", role: "leader")], targets: [:],
    database: .init(kind: "etcd", hosts: 1, settings: [:]),
    workload: .init(
      kind: "register", clients: 1, ratePerS: 20, keys: 1, reads: 0, compareAndSets: 0,
      timeoutNs: .seconds(1)),
    claims: [], hypothesis: "It holds.", objective: .unavailability, family: "single",
    difficulty: 1, steps: [],
    blue: .init(
      told: "You are on call.", signatures: [], loses: [:],
      truth: .init(mechanism: "proc.pause", location: "n1", trigger: nil),
      responses: .init(preferred: ["wait"], acceptable: [], harmful: []),
      contained: .init(clauses: [])),
    budget: .init(
      detectNs: .seconds(5), slaNs: .seconds(10), holdNs: .seconds(2), windowNs: .seconds(20)),
    limits: .init(stopWhen: [], leaseNs: .seconds(10)),
    ablation: .init(subsets: .singles, repeats: 1))

  private static let body =
    "{\"event\":{\"id\":\"01EVENT\",\"event_type\":\"incident.triggered\","
    + "\"occurred_at\":\"2026-01-01T00:00:00Z\","
    + "\"data\":{\"id\":\"PINC1\",\"title\":\"n1 is silent\","
    + "\"created_at\":\"2026-01-01T00:00:00Z\"}}}"
  /// Computed with Python's hmac over the body and the key `s3cret`.
  private static let signature =
    "v1=2ea596c262bb0a12294606693e7af8efa65ee7b5a8c6108cc3200f68e19b0277"

  /// A console over an exercise whose clock runs: its port, its webhook's path, its records.
  private func open(
    _ body: (Int, String, LiveRecord) async throws -> Void
  ) async throws {
    let runs = FileManager.default.temporaryDirectory.path + "/pagerduty-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: runs) }
    let made = try LiveHall.make(
      LiveSetup(
        mission: "mission: trial\n", plan: Self.plan,
        people: [Participant(name: "Wanda", role: .white)],
        signingSecrets: ["an older one", "s3cret"]),
      below: runs, startedUTC: "2026-01-01T00:00:00Z")
    let hall = LiveHall(
      runs: runs, clock: { MonotonicClock.now() }, wall: { "2026-01-01T00:00:00Z" },
      progress: { _ in }, capabilities: { [] })
    let exercise = try #require(await hall.find(made.code))
    let record = await exercise.record
    record.append(.white, .preflightBegan, at: .zero, step: nil, host: nil, ["by": "Wanda"])
    try record.startTimeline()
    record.append(
      .white, .exerciseStarted, at: .zero, step: nil, host: nil,
      ["mission": "trial", "origin_ns": .integer(MonotonicClock.now().rawValue)])
    let server = ConsoleServer(
      hall: Hall(hall: hall), address: "127.0.0.1", port: 0, limits: .patient,
      clock: { MonotonicClock.now() })
    let port = try await server.start()
    do {
      try await body(port, "/in/\(made.code)/\(made.webhook)/pagerduty-webhook", record)
    } catch {
      await server.stop()
      throw error
    }
    await server.stop()
    await hall.stop()
  }

  private func deliver(
    _ body: String, _ signature: String?, _ path: String, _ port: Int
  ) async throws -> Int {
    let headers = signature.map { [("X-PagerDuty-Signature", $0)] } ?? []
    return try await RawPeer.ask(
      port, "POST", path, headers: headers + [("Content-Type", "application/json")],
      body: Array(body.utf8)
    ).status
  }

  @Test("A webhook with a right signature is taken, and its alert reaches blue")
  func right() async throws {
    try await open { port, path, record in
      let zeros = String(repeating: "0", count: 64)
      for signature in [Self.signature, "v1=\(zeros),\(Self.signature)"] {
        let status = try await deliver(Self.body, signature, path, port)
        #expect(status == 200)
      }
      let fired = record.timeline.filter { $0.kind == .alertFired }
      #expect(fired.map { $0.fields["summary"]?.text } == ["n1 is silent"], "a repeat is no second")
      let seen = record.blue.events.map(\.event).filter { $0.kind == .alertFired }
      #expect(seen.map { $0.fields["source"]?.text } == ["pagerduty-webhook"])
      #expect(seen.map(\.host) == ["n1"])
    }
  }

  @Test("One with a wrong signature is forbidden, and nothing follows from it")
  func wrong() async throws {
    try await open { port, path, record in
      let zeros = "v1=" + String(repeating: "0", count: 64)
      let changed = Self.body.replacingOccurrences(of: "silent", with: "Silent")
      for (body, signature) in [(Self.body, zeros), (changed, Self.signature)] {
        let status = try await deliver(body, signature, path, port)
        #expect(status == 403)
      }
      #expect(!record.timeline.contains { $0.kind == .alertFired })
      #expect(record.blue.events.map(\.event.kind) == [.exerciseStarted])
    }
  }

  @Test(
    "One whose signature is missing or malformed is a bad request, which no sender repeats",
    arguments: [nil, "", "v1=", "v1=zz", "v1=00", "v2=abc", "sha256=00"] as [String?])
  func malformed(signature: String?) async throws {
    try await open { port, path, record in
      let status = try await deliver(Self.body, signature, path, port)
      #expect(status == 400)
      #expect(!record.timeline.contains { $0.kind == .alertFired })
    }
  }

  @Test("A right signature under a wrong token, or over what is no JSON, opens nothing")
  func elsewhere() async throws {
    try await open { port, path, record in
      let parts = path.split(separator: "/")
      let foreign = "/in/\(parts[1])/not-the-token/pagerduty-webhook"
      for (body, path) in [(Self.body, foreign), ("no JSON", path)] {
        let status = try await deliver(body, Self.signature, path, port)
        #expect(status == 403)
      }
      #expect(!record.timeline.contains { $0.kind == .alertFired })
    }
  }
}
