import Exercises
import NIOCore
import Testing
import Vocabulary

@testable import Console

/// What arrives may be of any size, shape and slowness.
@Suite(.hangLimit) struct WireAttackTests {
  private let code = ConsoleHouse.code
  private let formats = [
    "alertmanager", "grafana", "pagerduty-events", "pagerduty-webhook", "opsgenie", "cloudevents",
  ]

  @Test("Each webhook refuses what is too large, broken, of no token or wrongly signed")
  func webhooks() async throws {
    let house = ConsoleHouse()
    let token = DoorDouble.alertToken
    try await house.open { port in
      for format in formats {
        let path = "/in/\(code)/\(token)/\(format)"
        let large = [UInt8](repeating: 32, count: (256 << 10) + 1)
        #expect(try await RawPeer.ask(port, "POST", path, body: large).status == 413, "\(format)")
        for broken in ["", "{", "[1]", "\u{0}", String(repeating: "[", count: 100_000)] {
          let answer = try await RawPeer.ask(port, "POST", path, body: Array(broken.utf8))
          #expect(answer.status == 400, "\(format) \(broken.prefix(3))")
        }
        let foreign = try await RawPeer.ask(
          port, "POST", "/in/\(code)/wrong/\(format)", body: Array("{}".utf8))
        #expect(foreign.status == 403)
        let forged = try await RawPeer.ask(
          port, "POST", path, headers: [("X-PagerDuty-Signature", "v1=00")],
          body: Array("{}".utf8))
        #expect(forged.status == 403)
        #expect(try await RawPeer.ask(port, "GET", path).status == 404)
      }
      #expect(await house.door.delivered.isEmpty)
      // The control: what is right is taken, byte for byte.
      let body = "{ \"alerts\" : [] }"
      let taken = try await RawPeer.ask(
        port, "POST", "/in/\(code)/\(token)/alertmanager", headers: [("X-One", "1")],
        body: Array(body.utf8))
      #expect(taken.status == 200)
    }
    let delivery = try #require(await house.door.delivered.first)
    #expect(delivery.body == Array("{ \"alerts\" : [] }".utf8))
    #expect(delivery.headers["x-one"] == "1" && delivery.peer == "127.0.0.1")
  }

  @Test("PagerDuty's own path takes the token from the body and answers as PagerDuty does")
  func enqueue() async throws {
    let house = ConsoleHouse()
    try await house.open { port in
      let path = "/in/\(code)/v2/enqueue"
      let key = "{\"routing_key\":\"\(DoorDouble.alertToken)\",\"event_action\":\"trigger\"}"
      let right = try await RawPeer.ask(port, "POST", path, body: Array(key.utf8))
      #expect(right.status == 202)
      let wrong = "{\"routing_key\":\"x\"}"
      #expect(try await RawPeer.ask(port, "POST", path, body: Array(wrong.utf8)).status == 403)
      #expect(try await RawPeer.ask(port, "POST", path, body: Array("{}".utf8)).status == 400)
    }
    #expect(await house.door.delivered.map(\.format) == ["pagerduty-events"])
  }

  @Test("Guessing a webhook's token is slowed, and an unknown exercise sounds like a wrong token")
  func alertTokens() async throws {
    let house = ConsoleHouse()
    try await house.open { port in
      let path = "/in/\(code)/wrong/alertmanager"
      var last = 0
      for _ in 0..<31 {
        last = try await RawPeer.ask(port, "POST", path, body: Array("{}".utf8)).status
      }
      #expect(last == 429)
      let known = try await RawPeer.ask(
        port, "POST", "/in/\(ConsoleHouse.other)/wrong/grafana", body: Array("{}".utf8))
      let unknown = try await RawPeer.ask(
        port, "POST", "/in/quiet-owl-99/wrong/grafana", body: Array("{}".utf8))
      #expect(known.status == 403 && known.body == unknown.body)
      // The control: who has the token is not slowed by those who have not.
      let right = try await RawPeer.ask(
        port, "POST", "/in/\(code)/\(DoorDouble.alertToken)/alertmanager", body: Array("{}".utf8))
      #expect(right.status == 200)
    }
  }

  @Test(
    "No path climbs, hides or splits a header",
    arguments: [
      "/assets/../people.json", "/assets/%2e%2e/people.json", "/x/..%2f..%2fetc/passwd",
      "/assets/..\\people.json", "/assets//style.css", "/./assets/style.css",
      "/x/brisk-heron-42/%0d%0aSet-Cookie:a=b", "/join/a%0d%0ab/c", "/assets/style.css%00",
      "/assets/people.json", "/x/brisk-heron-42/../../runs", "http://evil.example/x", "*",
    ])
  func traversal(path: String) async throws {
    let house = ConsoleHouse()
    let session = try await house.session("Wren", .white)
    try await house.open { port in
      let answer = try await Guest(port: port, session: session).get(path)
      #expect(answer.status == 404)
      #expect(answer.headers.allSatisfy { $0.name != "set-cookie" })
    }
  }

  @Test("What a form says about the way back never becomes a header of its own")
  func headerInjection() async throws {
    let house = ConsoleHouse()
    let session = try await house.session("Wren", .white)
    try await house.open { port in
      for back in [
        "people%0d%0aSet-Cookie:%20a=b", "//evil.example", "http://evil.example", "../../",
      ] {
        let answer = try await Guest(port: port, session: session).post("do=preflight&back=\(back)")
        #expect(answer.status == 303 && answer.header("location") == "/x/\(code)/", "\(back)")
        #expect(answer.header("set-cookie") == nil)
      }
      let right = try await Guest(port: port, session: session).post("do=preflight&back=preflight")
      #expect(right.header("location") == "/x/\(code)/preflight")
    }
  }

  @Test("Heads and bodies have bounds")
  func bounds() async throws {
    let house = ConsoleHouse()
    let session = try await house.session("Wren", .white)
    try await house.open { port in
      let guest = Guest(port: port, session: session)
      let long = ("X-Long", String(repeating: "a", count: 9 << 10))
      let many = (0..<80).map { ("X-\($0)", "a") }
      for headers in [[long], many] {
        let answer = try? await RawPeer.ask(
          port, "GET", "/x/\(code)/", headers: [guest.cookie] + headers)
        #expect(answer == nil || answer?.status == 400)
      }
      let large = String(repeating: "a", count: (1 << 20) + 1)
      #expect(try await guest.post("do=note&text=\(large)").status == 413)
      let note = String(repeating: "a", count: 4_001)
      #expect(try await guest.post("do=note&text=\(note)").status == 422)
      for broken in ["{", "[]", "null", "{\"do\":1}"] {
        let answer = try await RawPeer.ask(
          port, "POST", "/x/\(code)/do",
          headers: [guest.bearer, ("Content-Type", "application/json")],
          body: Array(broken.utf8))
        #expect(answer.status == 422, "\(broken)")
      }
    }
  }

  @Test("A name that points here from elsewhere is not served")
  func rebinding() async throws {
    let house = ConsoleHouse()
    let session = try await house.session("Wren", .white)
    try await house.open { port in
      for host in ["evil.example", "evil.example:\(port)", "127.0.0.1.evil.example", ""] {
        let answer = try? await RawPeer.ask(
          port, "GET", "/x/\(code)/", headers: [("Cookie", "cygnet_\(code)=\(session)")],
          host: host)
        #expect(answer == nil || answer?.status == 403 || answer?.status == 400, "\(host)")
      }
      let tunnel = try await RawPeer.ask(
        port, "GET", "/x/\(code)/", headers: [("Cookie", "cygnet_\(code)=\(session)")],
        host: "localhost:9999")
      #expect(tunnel.status == 200)
    }
  }

  @Test("Who dawdles over a head or a body is hung up on, and others are served meanwhile")
  func slowloris() async throws {
    var limits = ConnectionLimits.patient
    limits.firstHead = .seconds(3)
    limits.body = .seconds(3)
    let house = ConsoleHouse()
    try await house.open(limits: limits) { port in
      let head = try await RawPeer.connect(port)
      // A busy machine may let three seconds pass before the first byte; the end is the same.
      try? await head.send("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
      let body = try await RawPeer.connect(port)
      try? await body.send(
        "POST /in/a/b/c HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\n{")
      while (try? await RawPeer.ask(port, "GET", "/").status) != 200 {}
      // Each ends without an answer; without deadlines the suite's time limit would end it.
      #expect(await head.hear().isEmpty)
      #expect(await body.hear().isEmpty)
    }
  }

  @Test("Every answer carries the headers that keep browsers from harm")
  func securityHeaders() async throws {
    let house = ConsoleHouse()
    let session = try await house.session("Wren", .white)
    try await house.open { port in
      let guest = Guest(port: port, session: session)
      for path in ["/", "/assets/style.css", "/x/\(code)/", "/x/\(code)/view.json", "/nothing"] {
        let answer = try await guest.get(path)
        let policy = try #require(answer.header("content-security-policy"))
        #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"))
        #expect(answer.header("x-content-type-options") == "nosniff")
        #expect(answer.header("referrer-policy") == "no-referrer")
        #expect(answer.header("cache-control") == "no-store")
      }
    }
  }
}
