import Exercises
import Testing
import Vocabulary

@testable import Console

/// Who may look at blue's terminals, and that nobody can type through that.
@Suite(.hangLimit) struct WatchPagesTests {
  private let code = ConsoleHouse.code

  @Test("White and red look at a terminal; there is nothing on the page to type into")
  func looking() async throws {
    let house = ConsoleHouse()
    await house.door.happen(
      .blue, .actionExecuted, host: "n2",
      ["action": "systemctl restart etcd", "exit": 0, "by": "Ada", "terminal": "1"])
    try await house.open { port in
      for role in [Role.white, .red] {
        let guest = Guest(port: port, session: try await house.session("A \(role)", role))
        let list = try await guest.get("/x/\(code)/watch").body
        #expect(list.contains("systemctl restart etcd") && !list.contains("data-terminal"))
        let page = try await guest.get("/x/\(code)/watch/1").body
        #expect(page.contains("data-terminal=\"/x/\(code)/terminals/1\""))
        for hand in ["data-input", "data-bytes", "/input", "/close"] {
          #expect(!page.contains(hand), "\(hand)")
        }
        #expect(try await guest.get("/x/\(code)/watch/9").body.contains("Terminals, newest first"))
        let output = try await guest.get("/x/\(code)/terminals/1/output")
        #expect(output.status == 200 && output.body.contains("ops@ops $"))
        #expect(try await guest.post("line=reboot", to: "terminals/1/input").status == 404)
      }
    }
    #expect(await house.door.typed.isEmpty)
  }

  @Test("An observer finds no terminal, and blue no page to look on")
  func others() async throws {
    let house = ConsoleHouse()
    try await house.open { port in
      let observer = Guest(port: port, session: try await house.session("Obi", .observer))
      #expect(try await observer.get("/x/\(code)/terminals/1/output").status == 404)
      let blue = Guest(port: port, session: try await house.session("Ada", .blue))
      for path in ["watch", "watch/1"] {
        #expect(try await observer.get("/x/\(code)/\(path)").status == 404)
        #expect(try await blue.get("/x/\(code)/\(path)").status == 404)
      }
      // The control: the same terminal from blue's own page.
      #expect(try await blue.get("/x/\(code)/terminals/1/output").status == 200)
    }
  }
}
