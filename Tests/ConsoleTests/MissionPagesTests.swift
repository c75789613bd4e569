import Exercises
import Foundation
import Testing
import Vocabulary

@testable import Console

/// Red's desk and white's answer, as pages and as values.
@Suite(.hangLimit) struct MissionPagesTests {
  private let code = ConsoleHouse.code
  private let wrong = "mission: a\nsteps:\n  - {inject: wrong.kind}\n"

  private func escaped(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
  }

  @Test("A text is read at its place, and the page without scripts keeps what was typed")
  func check() async throws {
    let house = ConsoleHouse()
    let session = try await house.session("Rex", .red)
    try await house.open { port in
      let red = Guest(port: port, session: session)
      let page = try await red.post("mission=\(escaped(wrong))&back=editor", to: "editor/check")
      #expect(page.status == 200)
      #expect(page.body.contains("1 mistake") && page.body.contains("line 3, column 3"))
      #expect(page.body.contains("did you mean something else?"))
      #expect(page.body.contains("- {inject: wrong.kind}\n</textarea>"))
      let right = try await red.post("mission=\(escaped("mission: b"))", to: "editor/check")
      #expect(right.body.contains("No mistakes: 1 step, 2 actions"))
      let value = try await RawPeer.ask(
        port, "POST", "/x/\(code)/editor/check",
        headers: [red.bearer, ("Content-Type", "application/json")],
        body: Array(#"{"mission": "wrong"}"#.utf8))
      #expect(value.status == 200)
      let review = try CanonicalJSON.decode(MissionReview.self, from: value.body)
      #expect(review.diagnostics.map(\.position.line) == [1] && review.plan == nil)
    }
    #expect(await house.door.texts.draft == nil, "a check keeps nothing")
  }

  @Test("Reading texts is for red and white, carries a token, is bounded and is not for the fast")
  func limits() async throws {
    let house = ConsoleHouse()
    let sessions = [
      Role.red: try await house.session("Rex", .red), .blue: try await house.session("Ada", .blue),
      .observer: try await house.session("Obi", .observer),
      .white: try await house.session("Wren", .white),
    ]
    try await house.open { port in
      for role in [Role.blue, .observer] {
        let guest = Guest(port: port, session: try #require(sessions[role]))
        let nothing = try await guest.get("/x/\(code)/no-such-page")
        for page in ["editor", "proposal", "missions.json", "editor/draft.yaml", "watch/1"] {
          let answer = try await guest.get("/x/\(code)/\(page)")
          #expect(answer.status == 404 && answer.body == nothing.body, "\(role) \(page)")
        }
        let answer = try await guest.post("mission=wrong", to: "editor/check")
        #expect(answer.status == 404 && !answer.body.contains("mistake"), "\(role)")
      }
      let red = Guest(port: port, session: try #require(sessions[.red]))
      let white = Guest(port: port, session: try #require(sessions[.white]))
      #expect(try await red.get("/x/\(code)/proposal").status == 404)
      #expect(try await white.get("/x/\(code)/editor").status == 404)
      #expect(try await red.post("mission=a", csrf: "no", to: "editor/check").status == 403)
      let foreign = try await red.post(
        "mission=a", to: "editor/check", headers: [("Origin", "http://evil.example")])
      #expect(foreign.status == 403)
      let long = String(repeating: "a", count: (64 << 10) + 1)
      #expect(try await red.post("mission=\(long)", to: "editor/check").status == 422)
      #expect(try await red.post("mission=", to: "editor/check").status == 422)
      // The clock of these tests stands: thirty at once is all there is.
      var statuses: [Int] = []
      for _ in 0..<30 {
        statuses.append(try await red.post("mission=a", to: "editor/check").status)
      }
      #expect(statuses.first == 200 && statuses.last == 429)
      let other = try await RawPeer.ask(
        port, "POST", "/x/\(code)/editor/check",
        headers: [white.bearer, ("Content-Type", "application/json")],
        body: Array(#"{"mission": "a"}"#.utf8))
      #expect(other.status == 200, "one person's haste is nobody else's")
    }
    #expect(await house.door.reviewed.allSatisfy { $0.utf8.count < 10 })
  }

  @Test("Red keeps and proposes, white reads what is another and takes it")
  func proposal() async throws {
    let house = ConsoleHouse()
    let (redSession, whiteSession) = (
      try await house.session("Rex", .red), try await house.session("Wren", .white)
    )
    let blueSession = try await house.session("Ada", .blue)
    try await house.open { port in
      let red = Guest(port: port, session: redSession)
      let white = Guest(port: port, session: whiteSession)
      let text = Samples.missionText.replacing("at: 5s", with: "at: 9s")
      #expect(
        try await white.get("/x/\(code)/proposal").body.contains("No change of plan waits"))
      let kept = try await red.post("do=draft&mission=\(escaped(text))&back=editor")
      #expect(kept.status == 303 && kept.header("location") == "/x/\(code)/editor")
      #expect(await house.door.texts.draft == text)
      let file = try await red.get("/x/\(code)/editor/draft.yaml")
      #expect(file.body == text)
      #expect(file.header("content-disposition")?.contains("\(code)-draft.yaml") == true)
      let whites = try await white.get("/x/\(code)/missions.json").body
      #expect(!whites.contains("9s"), "a draft is red's alone")
      #expect(try await red.post("do=propose&reason=later").status == 303)
      for page in ["", "preflight", "mission"] {
        let shown = try await white.get("/x/\(code)/\(page)").body
        #expect(shown.contains("Red asks for another plan"), "\(page)")
      }
      let shown = try await white.get("/x/\(code)/proposal").body
      #expect(shown.contains("<b>P1</b> of Rex: later"))
      #expect(shown.contains("<code>−   - {inject: net.cut, at: 5s}</code>"))
      #expect(shown.contains("<code>+   - {inject: net.cut, at: 9s}</code>"))
      let blue = Guest(port: port, session: blueSession)
      for page in ["", "view.json", "actions"] {
        let seen = try await blue.get("/x/\(code)/\(page)").body
        #expect(!seen.contains("later") && !seen.contains("9s") && !seen.contains("proposal"))
      }
      #expect(try await white.post("do=approve&proposal=P1&back=proposal").status == 303)
      #expect(await house.door.texts.mission == text)
      let done = try await red.get("/x/\(code)/editor").body
      #expect(done.contains("plan changed: P1 · Wren"))
    }
  }

  @Test("Script in a draft, a mistake and a reason stays text")
  func hostile() async throws {
    let house = ConsoleHouse()
    let evil = "</textarea>\(Samples.script) wrong"
    let (redSession, whiteSession) = (
      try await house.session("Rex", .red), try await house.session("Wren", .white)
    )
    try await house.open { port in
      let red = Guest(port: port, session: redSession)
      let white = Guest(port: port, session: whiteSession)
      _ = try await red.post("do=draft&mission=\(escaped(evil))")
      _ = try await red.post("do=propose&reason=\(escaped(evil))")
      for page in [
        try await red.get("/x/\(code)/editor"), try await white.get("/x/\(code)/proposal"),
        try await white.get("/x/\(code)/"), try await red.get("/x/\(code)/"),
      ] {
        #expect(page.status == 200)
        #expect(!page.body.contains("<script>alert") && !page.body.contains("<img src=x"))
        #expect(page.body.contains("&lt;script&gt;alert(1)"))
      }
    }
  }

  @Test("After the start the desk only reads")
  func afterTheStart() async throws {
    let house = ConsoleHouse()
    await house.door.happen(.white, .preflightBegan)
    await house.door.happen(.white, .exerciseStarted)
    let session = try await house.session("Rex", .red)
    try await house.open { port in
      let red = Guest(port: port, session: session)
      let page = try await red.get("/x/\(code)/editor").body
      #expect(!page.contains("Keep as draft") && !page.contains("Propose the kept"))
      #expect(page.contains(">Check</button>"))
      #expect(try await red.post("do=draft&mission=a").status == 409)
    }
  }

  @Test("What is another in a text is told line by line")
  func lines() {
    #expect(LineChange.lines(from: "a\nb\nc", to: "a\nb\nc") == [])
    #expect(
      LineChange.lines(from: "a\nb\nc", to: "a\nx\nc\nd")
        == [
          LineChange(isNew: false, number: 2, text: "b"),
          LineChange(isNew: true, number: 2, text: "x"),
          LineChange(isNew: true, number: 4, text: "d"),
        ])
    let long = String(repeating: "a\n", count: 2_000)
    #expect(LineChange.lines(from: long, to: "a") == nil)
  }
}
