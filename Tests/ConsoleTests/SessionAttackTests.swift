import Exercises
import Testing
import Vocabulary

@testable import Console

/// Who may come in, and who may write.
@Suite(.hangLimit) struct SessionAttackTests {
  private let code = ConsoleHouse.code
  private let reads = [
    "/", "/view.json", "/events", "/preflight", "/grading", "/people", "/seal", "/mission",
    "/actions", "/terminal", "/terminals/1/output", "/debrief", "/debrief?as=json",
    "/editor", "/editor/draft.yaml", "/proposal", "/missions.json", "/watch", "/watch/1",
  ]

  @Test("Nobody without a session reads or writes anything, whatever the exercise")
  func noSession() async throws {
    let house = ConsoleHouse()
    try await house.open { port in
      for code in [code, "quiet-owl-99"] {
        for path in reads {
          let answer = try await RawPeer.ask(port, "GET", "/x/\(code)\(path)")
          #expect(answer.status == 401, "\(path)")
        }
        for path in ["do", "terminals", "terminals/1/input", "terminals/1/close", "editor/check"] {
          let answer = try await RawPeer.ask(
            port, "POST", "/x/\(code)/\(path)", body: Array("do=abort&reason=x".utf8))
          #expect(answer.status == 401, "\(path)")
        }
      }
      let known = try await RawPeer.ask(port, "GET", "/x/\(code)/")
      let unknown = try await RawPeer.ask(port, "GET", "/x/quiet-owl-99/")
      #expect(
        known.body.split(separator: code).joined()
          == unknown.body.split(separator: "quiet-owl-99").joined())
    }
    #expect(await house.door.performed.isEmpty)
  }

  @Test("A session of one exercise opens no other one")
  func otherExercise() async throws {
    let house = ConsoleHouse()
    let foreign = try await house.session("Mallory", .white, code: ConsoleHouse.other)
    try await house.open { port in
      let guest = Guest(port: port, session: foreign)
      for path in reads { #expect(try await guest.get("/x/\(code)\(path)").status == 401) }
      #expect(try await guest.post("do=abort&reason=x").status == 401)
      let bearer = try await RawPeer.ask(
        port, "GET", "/x/\(code)/view.json", headers: [guest.bearer])
      #expect(bearer.status == 401)
      // The control: at home the same session opens everything.
      let home = Guest(port: port, session: foreign, code: ConsoleHouse.other)
      #expect(try await home.get("/x/\(ConsoleHouse.other)/preflight").status == 200)
    }
  }

  @Test("Blue's session carries none of red's and white's writes")
  func foreignWrites() async throws {
    let house = ConsoleHouse()
    let session = try await house.session("Ada", .blue)
    try await house.open { port in
      let guest = Guest(port: port, session: session)
      for fields in [
        "do=hold&step=cut-leader", "do=skip&step=cut-leader&reason=x", "do=trigger&step=slow-disk",
        "do=abort&reason=x", "do=reveal", "do=seal", "do=preflight", "do=start", "do=ask&text=x",
        "do=invite&name=Eve&role=white", "do=grade&subject=1&grade=5&reason=x",
        "do=hint&subject=diagnosis&text=x&reason=x", "do=draft&mission=x", "do=propose&reason=x",
        "do=approve&proposal=P1", "do=refuse&proposal=P1&reason=x",
      ] {
        let answer = try await guest.post(fields)
        #expect(answer.status == 403, "\(fields)")
        #expect(!answer.body.contains("cut-leader"))
      }
      #expect(try await guest.post("do=nothing").status == 422)
      #expect(try await guest.post("do=hand-over").status == 422)
    }
    #expect(await house.door.performed.isEmpty)
  }

  @Test("A write for a cookie needs the session's own token, and a page of this server")
  func forgery() async throws {
    let house = ConsoleHouse()
    let session = try await house.session("Wren", .white)
    let other = try await house.session("Ada", .blue)
    try await house.open { port in
      let guest = Guest(port: port, session: session)
      for token in ["", "AAAA", Sessions.csrf(for: other), session] {
        let answer = try await guest.post("do=preflight", csrf: token)
        #expect(answer.status == 403)
      }
      let bare = try await RawPeer.ask(
        port, "POST", "/x/\(code)/do", headers: [guest.cookie], body: Array("do=preflight".utf8))
      #expect(bare.status == 403)
      for header in [
        ("Origin", "http://evil.example"), ("Origin", "http://127.0.0.1:1"),
        ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"),
      ] {
        let answer = try await guest.post("do=preflight", headers: [header])
        #expect(answer.status == 403, "\(header)")
      }
      let typed = try await guest.post("line=reboot", csrf: "no", to: "terminals/1/input")
      #expect(typed.status == 403)
      #expect(await house.door.performed.isEmpty)
      // The control: the same write with the right token, from here, and by a program.
      let right = try await guest.post(
        "do=preflight", headers: [("Origin", "http://127.0.0.1:\(port)")])
      #expect(right.status == 303)
      let program = try await RawPeer.ask(
        port, "POST", "/x/\(code)/do",
        headers: [guest.bearer, ("Content-Type", "application/json")],
        body: Array("{\"do\":\"preflight\"}".utf8))
      #expect(program.status == 200)
    }
    #expect(await house.door.performed == [.preflight, .preflight])
  }

  @Test("A session that the request brings is never the one that joining begins")
  func fixation() async throws {
    let house = ConsoleHouse()
    let invitation = try house.invite("Ada", .blue)
    try await house.open { port in
      let planted = String(repeating: "A", count: 43)
      let path = "/join/\(code)/\(invitation)"
      let look = try await RawPeer.ask(port, "GET", path)
      #expect(look.status == 200 && look.header("set-cookie") == nil)
      let joined = try await RawPeer.ask(
        port, "POST", path, headers: [("Cookie", "cygnet_\(code)=\(planted)")])
      #expect(joined.status == 303 && joined.header("location") == "/x/\(code)/")
      let cookie = try #require(joined.header("set-cookie"))
      #expect(!cookie.contains(planted))
      for attribute in ["HttpOnly", "SameSite=Strict", "Path=/"] {
        #expect(cookie.contains("; \(attribute)"))
      }
      #expect(try await Guest(port: port, session: planted).get("/x/\(code)/").status == 401)
      #expect(try await RawPeer.ask(port, "POST", path).status == 401, "a link opens once")
      // Two cookies of the name: whoever could add one must not choose which counts.
      let own = String(cookie.dropFirst("cygnet_\(code)=".count).prefix(while: { $0 != ";" }))
      #expect(try await Guest(port: port, session: own).get("/x/\(code)/").status == 200)
      let both = try await RawPeer.ask(
        port, "GET", "/x/\(code)/",
        headers: [("Cookie", "cygnet_\(code)=\(planted); cygnet_\(code)=\(own)")])
      #expect(both.status == 401)
    }
  }

  @Test("Guessing invitations comes to a stop, for the right one as well")
  func guessing() async throws {
    let house = ConsoleHouse()
    let invitation = try house.invite("Ada", .blue)
    try await house.open { port in
      var statuses: [Int] = []
      for guess in 0..<22 {
        statuses.append(try await RawPeer.ask(port, "POST", "/join/\(code)/guess\(guess)").status)
      }
      #expect(statuses == Array(repeating: 401, count: 20) + [429, 429])
      let right = try await RawPeer.ask(port, "POST", "/join/\(code)/\(invitation)")
      #expect(right.status == 429)
      // The control: another exercise's door is not blocked by it.
      let other = try house.invite("Bo", .blue, code: ConsoleHouse.other)
      let answer = try await RawPeer.ask(port, "POST", "/join/\(ConsoleHouse.other)/\(other)")
      #expect(answer.status == 303)
    }
  }

  @Test("Pages of other roles are missing for blue exactly like pages that nobody has")
  func sameMissing() async throws {
    let house = ConsoleHouse()
    let blue = try await house.session("Ada", .blue)
    let white = try await house.session("Wren", .white)
    try await house.open { port in
      let guest = Guest(port: port, session: blue)
      let nothing = try await guest.get("/x/\(code)/no-such-page")
      #expect(nothing.status == 404)
      for page in ["preflight", "mission", "proposal", "watch", "grading", "people", "seal"] {
        let answer = try await guest.get("/x/\(code)/\(page)")
        #expect(answer.status == 404 && answer.body == nothing.body, "\(page)")
        let control = try await Guest(port: port, session: white).get("/x/\(code)/\(page)")
        #expect(control.status == 200, "\(page)")
      }
    }
  }
}
