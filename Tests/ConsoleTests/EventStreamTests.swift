import Exercises
import NIOCore
import Testing
import Vocabulary

@testable import Console

/// Event streams: whole, in order, and nobody waits for anybody.
@Suite(.hangLimit) struct EventStreamTests {
  private let code = ConsoleHouse.code

  private func watch(
    _ port: Int, _ session: String, after: Int = 0, readsNothing: Bool = false
  ) async throws -> RawPeer {
    let peer = try await RawPeer.connect(port, readsNothing: readsNothing)
    try await peer.send(
      "GET /x/\(code)/events?after=\(after) HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        + "Cookie: cygnet_\(code)=\(session)\r\n\r\n")
    return peer
  }

  private func numbers(_ text: String) -> [Int] {
    text.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("id: ") }
      .compactMap { Int($0.dropFirst(4)) }
  }

  @Test("Twenty viewers get every event in order while one that reads nothing is hung up on")
  func viewers() async throws {
    var limits = ConnectionLimits.patient
    limits.patience = .seconds(1)
    let house = ConsoleHouse()
    let session = try await house.session("Ada", .blue)
    let padding = String(repeating: "x", count: 4_000)
    try await house.open(limits: limits) { port in
      let stalled = try await watch(port, session, readsNothing: true)
      var peers: [RawPeer] = []
      for _ in 0..<20 { peers.append(try await watch(port, session)) }
      for number in 1...200 {
        await house.door.happen(.white, .cueSent, ["text": .string("\(number) \(padding)")])
      }
      await house.door.happen(.white, .cueSent, ["text": "that is all"])
      let heard = await withTaskGroup(of: [Int].self) { group in
        for peer in peers {
          group.addTask { numbers(await peer.hear { $0.contains("that is all") }) }
        }
        return await group.reduce(into: [[Int]]()) { $0.append($1) }
      }
      #expect(heard == Array(repeating: Array(1...201), count: 20))
      // It was hung up on: what it finds when it reads at last ends, and early.
      try await stalled.beginToRead()
      #expect(numbers(await stalled.hear()).count < 201)
    }
  }

  @Test("A viewer that comes back gets what it missed, by number or by the last event's id")
  func comesBack() async throws {
    let house = ConsoleHouse()
    let session = try await house.session("Ada", .blue)
    for number in 1...9 {
      await house.door.happen(.white, .cueSent, ["text": .string("cue \(number)")])
    }
    try await house.open { port in
      let later = try await watch(port, session, after: 7)
      #expect(numbers(await later.hear { $0.contains("cue 9") }) == [8, 9])
      let peer = try await RawPeer.connect(port)
      try await peer.send(
        "GET /x/\(code)/events HTTP/1.1\r\nHost: 127.0.0.1\r\nLast-Event-ID: 8\r\n"
          + "Cookie: cygnet_\(code)=\(session)\r\n\r\n")
      let text = await peer.hear { $0.contains("cue 9") }
      #expect(numbers(text) == [9])
      #expect(text.contains("text/event-stream"))
    }
  }

  @Test("A terminal's output, its input and its size pass through, with the token for writes")
  func terminal() async throws {
    let house = ConsoleHouse()
    let session = try await house.session("Ada", .blue)
    try await house.open { port in
      let guest = Guest(port: port, session: session)
      let opened = try await RawPeer.ask(
        port, "POST", "/x/\(code)/terminals", headers: [guest.bearer],
        body: Array("{\"term\":\"dumb\",\"columns\":80,\"rows\":24}".utf8))
      #expect(opened.status == 201 && opened.body == "{\"id\":\"1\"}\n")
      #expect(try await guest.get("/x/\(code)/terminals/1/output").body.contains("ops@ops $ "))
      #expect(try await guest.get("/x/\(code)/terminals/2/output").status == 404)
      #expect(try await guest.post("line=hosts", to: "terminals/1/input").status == 303)
      let raw = try await RawPeer.ask(
        port, "POST", "/x/\(code)/terminals/1/input",
        headers: [guest.cookie, ("X-CSRF", Sessions.csrf(for: session))], body: [3])
      #expect(raw.status == 200)
      #expect(try await guest.post("columns=1&rows=1", to: "terminals/1/size").status == 422)
      #expect(try await guest.post("columns=90&rows=20", to: "terminals/1/size").status == 303)
    }
    #expect(await house.door.typed == Array("hosts\n".utf8) + [3])
  }
}
