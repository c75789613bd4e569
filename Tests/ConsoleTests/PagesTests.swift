import Exercises
import Foundation
import Testing
import Vocabulary

@testable import Console

/// What every page owes to everybody who reads it.
@Suite(.hangLimit) struct PagesTests {
  private let code = ConsoleHouse.code

  /// An exercise in its middle: two alerts, two beliefs, a decision, commands, words of white's.
  private func busy() async throws -> ConsoleHouse {
    let house = ConsoleHouse()
    let door = house.door
    await door.happen(.white, .preflightBegan)
    await door.happen(.white, .exerciseStarted)
    await door.happen(.red, .stepCommanded, step: "cut-leader", ["kind": "net.cut"])
    await door.happen(.red, .stepEffective, step: "cut-leader", ["proof": "3 of 3 probes"])
    await door.happen(
      .system, .alertFired, host: "n1",
      [
        "alert": "MemberDown", "id": "a1", "source": "alertmanager",
        "summary": "n1 has not answered for 15 s",
      ])
    await door.happen(.blue, .alertAcknowledged, ["id": "a1", "by": "Ada"])
    await door.happen(.system, .leaderSeen, host: "n2")
    await door.happen(
      .system, .alertFired, host: "n2",
      [
        "alert": "SlowCommits", "id": "a2", "source": "built-in",
        "summary": "the 99th percentile of commits is 740 ms, and rising",
      ])
    await door.happen(
      .blue, .hypothesisPosted,
      [
        "id": "H1", "by": "Ada", "mechanism": "net.cut", "location": "n1", "confidence": 0.6,
        "evidence": ["n1 does not answer", "n2 took over"], "text": "a switch, not the machine",
      ])
    await door.happen(
      .blue, .hypothesisPosted,
      ["id": "H2", "by": "Bo", "mechanism": "disk.slow", "location": "n2", "confidence": 0.3])
    await door.happen(
      .blue, .decisionPosted,
      ["id": "D1", "by": "Ada", "response": "restart-member n2", "text": "cheap and safe"])
    await door.happen(
      .blue, .actionExecuted, host: "n2",
      [
        "action": "systemctl restart etcd", "exit": 0, "by": "Ada",
        "duration_ns": 1_840_000_000,
      ])
    await door.happen(
      .blue, .actionExecuted, host: "n3",
      ["action": "etcdctl endpoint status --cluster -w table", "exit": 1, "by": "Bo"])
    await door.happen(.white, .cueSent, ["text": "A customer asks why orders hang."])
    return house
  }

  private let names: [Role: [String]] = [
    .blue: ["", "actions", "terminal"], .red: ["", "mission", "editor", "watch/1"], .observer: [""],
    .white: ["", "mission", "proposal", "watch", "watch/1", "preflight", "grading"]
      + ["people", "seal"],
  ]

  @Test("Every page has one heading, named fields, unique ids, and nothing written inline")
  func everyPage() async throws {
    let house = try await busy()
    try await house.open { port in
      for (role, pages) in names {
        let session = try await house.session("\(role.rawValue) person", role)
        for name in pages {
          let page = try await Guest(port: port, session: session).get("/x/\(code)/\(name)").body
          #expect(PageFaults.find(page) == [], "\(role.rawValue)/\(name)")
          let file = name.isEmpty ? "main" : name.replacing("/", with: "-")
          try keep(page, "\(role.rawValue)-\(file)")
        }
      }
      for (name, path) in [("join", "/join/\(code)/abc"), ("home", "/"), ("missing", "/none")] {
        let page = try await RawPeer.ask(port, "GET", path).body
        #expect(PageFaults.find(page) == [], "\(name)")
        try keep(page, name)
      }
    }
  }

  @Test(
    "The look at pages finds each kind of fault",
    arguments: [
      ("<h1>a</h1><h1>b</h1>", "2 h1"), ("<p>no heading</p>", "0 h1"),
      ("<h1>a</h1><h3>b</h3>", "h3 after h1"),
      ("<h1>a</h1><input name=\"a\" id=\"b\">", "no label: b"),
      ("<h1 id=\"a\">a</h1><p id=\"a\">", "id twice: a"),
      ("<h1>a</h1><p style=\"color:red\">", "inline style"),
      ("<h1>a</h1><button></button>", "a button without a name"),
      ("<h1>a</h1><script>1</script>", "inline script"),
    ])
  func faults(page: String, fault: String) {
    #expect(PageFaults.find(page) == [fault])
  }

  @Test("Blue's pages hold nothing of the mission, and red's do")
  func blindness() async throws {
    let house = try await busy()
    let secrets = ["leader-cut", "cut-leader", "Nobody notices", "step.effective", "at 5 s"]
    try await house.open { port in
      let blue = Guest(port: port, session: try await house.session("Ada", .blue))
      let red = Guest(port: port, session: try await house.session("Rex", .red))
      var seen = ""
      for path in [
        "", "actions", "terminal", "view.json", "debrief", "mission", "seal", "editor", "proposal",
        "missions.json", "editor/draft.yaml", "watch", "watch/1",
      ] {
        let answer = try await blue.get("/x/\(code)/\(path)")
        seen += answer.headers.map(\.value).joined() + answer.body
      }
      #expect(secrets.filter(seen.contains) == [])
      var known = ""
      for path in ["", "mission", "view.json"] {
        known += try await red.get("/x/\(code)/\(path)").body
      }
      #expect(secrets.filter(known.contains) == secrets)
    }
  }

  /// Keeps a page for people to look at, where the environment names a folder for it.
  private func keep(_ page: String, _ name: String) throws {
    guard let folder = ProcessInfo.processInfo.environment["CYGNET_PAGES"] else { return }
    let whole = page.split(separator: "<link rel=\"stylesheet\" href=\"/assets/style.css\">")
      .joined(separator: "<style>\(ConsoleStyle.css)</style>")
    try whole.write(toFile: "\(folder)/\(name).html", atomically: true, encoding: .utf8)
  }
}
