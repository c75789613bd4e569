import Foundation
import Testing

@testable import Commands

@Suite struct ExerciseSeatTests {
  @Test("An invitation's link is taken apart, and localhost is this machine")
  func link() throws {
    let link = try ConsoleLink("http://localhost:8080/join/brisk-heron-42/abc_-9")
    #expect(link.address == "127.0.0.1")
    #expect(link.port == 8_080)
    #expect(link.code == "brisk-heron-42")
    #expect(link.secret == "abc_-9")
    #expect(try ConsoleLink("http://127.0.0.1:1/x/brisk-heron-42#abc").door == "x")
  }

  @Test(
    "What is no link of a console on this machine is refused",
    arguments: [
      "", "brisk-heron-42", "https://127.0.0.1/join/brisk-heron-42/abc",
      "http://192.0.2.1:80/join/brisk-heron-42/abc", "http://127.0.0.1:80/join/../abc",
      "http://127.0.0.1:x/join/brisk-heron-42/abc", "http://127.0.0.1:80/join/brisk-heron-42/a%0d",
      "http://127.0.0.1:80/admin/brisk-heron-42/abc",
      "http://127.0.0.1:99999/join/brisk-heron-42/a",
      "http://127.evil.example:80/join/brisk-heron-42/abc",
    ])
  func noLink(text: String) {
    #expect(throws: UsageError.self) { try ConsoleLink(text) }
  }

  private func seat(_ code: String, _ name: String, _ secret: String = "s") -> SavedSession {
    SavedSession(
      code: code, address: "127.0.0.1", port: 8_080, session: secret, name: name, role: "blue")
  }

  @Test("Seats are kept for their owner alone, and a new one of the same person replaces the old")
  func store() throws {
    let root = FileManager.default.temporaryDirectory.path + "/cygnet-seats-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: root) }
    let store = try SessionStore(environment: ["XDG_CONFIG_HOME": root, "HOME": "/nowhere"])
    #expect(store.path == root + "/cygnet/sessions.json")
    #expect(try store.sessions() == [])
    try store.keep(seat("a-b-10", "Ann"))
    try store.keep(seat("a-b-10", "Bob"))
    try store.keep(seat("a-b-10", "Ann", "newer"))
    #expect(try store.sessions() == [seat("a-b-10", "Bob"), seat("a-b-10", "Ann", "newer")])
    let attributes = try FileManager.default.attributesOfItem(atPath: store.path)
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    #expect(throws: UsageError.self) { try SessionStore(environment: [:]) }
  }

  @Test("The seat is the one that is meant, and where several could be, all are named")
  func choice() throws {
    let all = [seat("a-b-10", "Ann"), seat("c-d-20", "Bob"), seat("c-d-20", "Ann")]
    func choose(_ code: String?, _ name: String?) throws -> SavedSession {
      try SessionStore.choose(all, code: code, name: name)
    }
    #expect(try choose("a-b-10", nil) == all[0])
    #expect(try choose(nil, "Bob") == all[1])
    #expect(try choose(nil, "Ann") == all[2])
    let several = try #require(throws: UsageError.self) { try choose(nil, nil) }
    #expect(several.hint == "say --as Bob or --as Ann")
    let none = try #require(throws: UsageError.self) { try choose("e-f-30", nil) }
    #expect(none.hint?.contains("a-b-10 as Ann") == true)
    #expect(throws: UsageError.self) { try SessionStore.choose([], code: nil, name: nil) }
  }
}
