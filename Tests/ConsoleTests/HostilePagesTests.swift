import Exercises
import Testing
import Vocabulary

@testable import Console

/// Every text on every page may be hostile.
@Suite(.hangLimit) struct HostilePagesTests {
  private let code = ConsoleHouse.code

  /// Whether a page holds the hostile text as markup instead of as text.
  private func isInfected(_ page: String) -> Bool {
    page.contains("<script>alert") || page.contains("<img src=x") || page.contains("\"'><")
  }

  @Test("Script in a host, an alert, a hypothesis, a command or a mission stays text everywhere")
  func escaped() async throws {
    let evil = Samples.script
    let door = DoorDouble(code: code, mission: Samples.mission(evil), told: evil)
    let house = ConsoleHouse(door: door)
    await door.happen(.white, "preflight.began")
    await door.happen(.white, "exercise.started")
    await door.happen(
      .system, .alertFired, host: HostName(rawValue: evil),
      [
        "alert": .string(evil), "id": .string(evil), "summary": .string(evil),
        "source": .string(evil),
      ])
    await door.happen(
      .blue, .hypothesisPosted,
      [
        "id": "H1", "by": .string(evil), "mechanism": .string(evil), "location": .string(evil),
        "confidence": 0.5, "evidence": .array([.string(evil)]), "text": .string(evil),
      ])
    await door.happen(
      .blue, .decisionPosted, ["response": .string(evil), "text": .string(evil), "by": "Ada"])
    await door.happen(
      .blue, .actionExecuted, host: HostName(rawValue: evil),
      ["action": .string(evil), "exit": 1, "by": .string(evil)])
    await door.happen(.white, .cueSent, ["text": .string(evil)])
    await door.happen(
      .red, TimelineEvent.Kind(rawValue: "odd.\(evil)"), step: StepName(rawValue: evil),
      ["reason": .string(evil)])
    let pages: [Role: [String]] = [
      .blue: ["", "actions", "terminal"], .red: ["", "mission", "editor", "watch/1"],
      .observer: [""],
      .white: ["", "mission", "proposal", "watch", "watch/1", "preflight", "grading"]
        + ["people", "seal"],
    ]
    try await house.open { port in
      for (role, names) in pages {
        let session = try await house.session("Person of \(role)", role)
        for name in names {
          let page = try await Guest(port: port, session: session).get("/x/\(code)/\(name)")
          #expect(page.status == 200 && !isInfected(page.body), "\(role) \(name)")
          #expect(!page.body.contains(" style=") && !page.body.contains(" onclick="))
        }
      }
      let session = try await house.session("Ada", .blue)
      let room = try await Guest(port: port, session: session).get("/x/\(code)/")
      #expect(room.body.contains("&lt;script&gt;alert(1)"))
    }
    // The control: the check sees what was not escaped.
    #expect(isInfected("<p>\(evil)</p>"))
  }

  @Test("Script in a person's name and in a refusal stays text")
  func names() async throws {
    let house = ConsoleHouse()
    let session = try await house.session(Samples.script, .blue)
    try await house.open { port in
      let guest = Guest(port: port, session: session)
      let room = try await guest.get("/x/\(code)/")
      #expect(!isInfected(room.body))
      let refused = try await guest.post("do=%3Cscript%3Ealert(1)%3C/script%3E")
      #expect(refused.status == 422 && !isInfected(refused.body))
    }
  }

  @Test("An event's line ends cannot make another event of the stream")
  func frames() {
    let event = TimelineEvent(
      sequence: 1, timeNs: .zero, lane: .blue, kind: "a\nid: 99\ndata: x",
      fields: ["text": "one\n\nid: 98\r\ndata: {}\u{2028}"])
    let text = String(
      decoding: EventFrames.write(StreamedEvent(number: 1, event: event)), as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 5 && lines[0] == "id: 1" && lines[3].isEmpty && lines[4].isEmpty)
    #expect(lines[1] == "event: aid99datax" && lines[2].hasPrefix("data: {"))
    #expect(!text.contains("\r"))
  }
}
