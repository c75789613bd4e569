import Exercises
import NIOCore
import Synchronization
import Vocabulary

@testable import Console

/// A running console with two exercises of doubles, and a session for everybody in them.
final class ConsoleHouse: ExerciseHall {
  static let code = "brisk-heron-42"
  static let other = "calm-teal-17"

  let door: DoorDouble
  let otherDoor: DoorDouble
  private let program: ProgramHall?
  private let sessions: Mutex<[String: Sessions]>
  private let drawn = Mutex<UInt8>(0)

  init(door: DoorDouble = DoorDouble(code: code), program: ProgramHall? = nil) {
    self.door = door
    self.program = program
    otherDoor = DoorDouble(code: Self.other)
    sessions = Mutex([
      Self.code: Sessions(code: Self.code), Self.other: Sessions(code: Self.other),
    ])
  }

  func exercise(_ code: String) async -> (any ExerciseDoor & TerminalDoor & AlertDoor)? {
    code == Self.code ? door : code == Self.other ? otherDoor : nil
  }

  func redeem(invitation: String, code: String) async throws(Refusal) -> String {
    let bytes = nextBytes()
    let result = sessions.withLock { all -> Result<String, Refusal> in
      do throws(Refusal) {
        guard var own = all[code] else { throw Refusal(.unknownPerson, "not valid any more") }
        let made = try own.redeem(invitation: invitation, using: bytes)
        all[code] = own
        return .success(made.session.text)
      } catch { return .failure(error) }
    }
    return try result.get()
  }

  func participant(session: String, code: String) async -> Participant? {
    sessions.withLock { $0[code]?.participant(session: session) }
  }

  /// A one-time invitation.
  func invite(_ name: String, _ role: Role, code: String = code) throws -> String {
    let bytes = nextBytes()
    return try sessions.withLock { all in
      var own = all[code] ?? Sessions(code: code)
      let token = try own.invite(Participant(name: name, role: role), using: bytes)
      all[code] = own
      return token.text
    }
  }

  /// A session of a person who has just joined.
  func session(_ name: String, _ role: Role, code: String = code) async throws -> String {
    try await redeem(invitation: invite(name, role, code: code), code: code)
  }

  private func nextBytes() -> (Int) -> [UInt8] {
    let seed = drawn.withLock { drawn in
      drawn += 1
      return drawn
    }
    return { count in (0..<count).map { UInt8($0 * 7 & 0xff) ^ seed } }
  }

  /// Runs a body against a console of this house.
  func open(
    limits: ConnectionLimits = .patient, _ body: (Int) async throws -> Void
  ) async throws {
    let server = ConsoleServer(
      hall: self, address: "127.0.0.1", port: 0, limits: limits, program: program,
      clock: { .zero })
    let port = try await server.start()
    do {
      try await body(port)
    } catch {
      await server.stop()
      throw error
    }
    await server.stop()
  }
}

extension ConnectionLimits {
  /// No time runs out: a process that stands still under load hangs up on its own test otherwise.
  static var patient: Self {
    Self(firstHead: .minutes(5), idle: .minutes(5), body: .minutes(5), patience: .minutes(5))
  }
}

/// A person at the console: their session, as a browser or as a program.
struct Guest {
  var port: Int
  var session: String
  var code = ConsoleHouse.code

  var cookie: (String, String) { ("Cookie", "cygnet_\(code)=\(session)") }
  var bearer: (String, String) { ("Authorization", "Bearer \(session)") }

  /// A page, or anything else that is read.
  func get(_ path: String) async throws -> RawPeer.Answer {
    try await RawPeer.ask(port, "GET", path, headers: [cookie])
  }

  /// A form as a browser sends it, with the session's token unless another is given.
  func post(
    _ fields: String, csrf: String? = nil, to path: String = "do",
    headers: [(String, String)] = []
  ) async throws -> RawPeer.Answer {
    let token = csrf ?? Sessions.csrf(for: session)
    return try await RawPeer.ask(
      port, "POST", "/x/\(code)/\(path)",
      headers: [cookie, ("Content-Type", "application/x-www-form-urlencoded")] + headers,
      body: Array("\(fields)&csrf=\(token)".utf8))
  }
}
