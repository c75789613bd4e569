import Exercises
import Testing
import Vocabulary

@Suite struct SessionsTests {
  /// Bytes that differ from call to call, as the system's do.
  private final class Bytes {
    var random = SeededRandom(seed: 7)
    func draw(_ count: Int) -> [UInt8] {
      (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    }
  }

  private let bo = Participant(name: "Bo", role: .blue)

  @Test("A token has 256 bits in 43 characters that need no escaping")
  func token() {
    let token = Token(bytes: Array(repeating: 0xff, count: 32))
    #expect(token.text == String(repeating: "_", count: 42) + "8")
    #expect(Token(bytes: Array(repeating: 0, count: 32)).text.count == 43)
    // SHA-256 of "abc", from FIPS 180-2.
    #expect(
      Token.digest(of: "abc")
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test("An invitation opens once, and its session is the person's")
  func once() throws {
    let bytes = Bytes()
    var sessions = Sessions(code: "brisk-heron-42")
    let link = try sessions.invite(bo, using: bytes.draw)
    let (session, person) = try sessions.redeem(invitation: link.text, using: bytes.draw)
    #expect(person == bo && sessions.participant(session: session.text) == bo)
    let again = refusal { _ = try sessions.redeem(invitation: link.text, using: bytes.draw) }
    let wrong = refusal { _ = try sessions.redeem(invitation: "guess", using: bytes.draw) }
    #expect(again?.kind == .unknownPerson && again == wrong)
    #expect(sessions.participant(session: link.text) == nil)
    #expect(sessions.participant(session: "") == nil)
    sessions.end(session: session.text)
    #expect(sessions.participant(session: session.text) == nil)
  }

  @Test("The session is nothing that anybody had before: signing in again makes a new one")
  func noFixation() throws {
    let bytes = Bytes()
    var sessions = Sessions(code: "brisk-heron-42")
    var seen: Set<String> = []
    for _ in 0..<6 {
      let link = try sessions.invite(bo, using: bytes.draw)
      let session = try sessions.redeem(invitation: link.text, using: bytes.draw).session
      #expect(session.text != link.text && seen.insert(session.text).inserted)
    }
    let alive = seen.filter { sessions.participant(session: $0) != nil }
    #expect(alive.count == Sessions.mostSessions)
  }

  @Test("A session and an invitation are worth nothing in another exercise")
  func bound() throws {
    let bytes = Bytes()
    var sessions = Sessions(code: "brisk-heron-42")
    let link = try sessions.invite(bo, using: bytes.draw)
    let text = try CanonicalJSON.line(sessions).replacing("brisk-heron-42", with: "calm-owl-11")
    var other = try CanonicalJSON.decode(Sessions.self, from: text)
    #expect(refusal { _ = try other.redeem(invitation: link.text, using: bytes.draw) } != nil)
    let session = try sessions.redeem(invitation: link.text, using: bytes.draw).session
    let copy = try CanonicalJSON.line(sessions).replacing("brisk-heron-42", with: "calm-owl-11")
    let foreign = try CanonicalJSON.decode(Sessions.self, from: copy)
    #expect(foreign.participant(session: session.text) == nil)
  }

  @Test("The file holds no token, and gives the same people again")
  func file() throws {
    let bytes = Bytes()
    var sessions = Sessions(code: "brisk-heron-42")
    let link = try sessions.invite(bo, using: bytes.draw)
    let second = try sessions.invite(Participant(name: "Wanda", role: .white), using: bytes.draw)
    let session = try sessions.redeem(invitation: link.text, using: bytes.draw).session
    let text = try CanonicalJSON.document(sessions)
    for token in [link, second, session] { #expect(!text.contains(token.text)) }
    #expect(try CanonicalJSON.decode(Sessions.self, from: text) == sessions)
    #expect(sessions.shown.map(\.hasJoined) == [true, false])
  }

  @Test("A CSRF token belongs to one session")
  func csrf() {
    let token = Sessions.csrf(for: "one")
    #expect(Sessions.isValid(csrf: token, for: "one"))
    #expect(!Sessions.isValid(csrf: token, for: "two"))
    #expect(!Sessions.isValid(csrf: "", for: "one"))
    #expect(!Sessions.isValid(csrf: "one", for: "one"))
  }

  @Test("A person is not invited into a second role, nor without a name")
  func refused() throws {
    let bytes = Bytes()
    var sessions = Sessions(code: "brisk-heron-42")
    _ = try sessions.invite(bo, using: bytes.draw)
    for participant in [
      Participant(name: "Bo", role: .red), Participant(name: "", role: .red),
      Participant(name: "a\nb", role: .red),
    ] {
      #expect(
        refusal { _ = try sessions.invite(participant, using: bytes.draw) }?.kind == .invalid)
    }
  }
}
