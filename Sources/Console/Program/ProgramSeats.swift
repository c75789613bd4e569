internal import Exercises
internal import Foundation
package import Ledger
internal import LinuxHost
internal import Vocabulary

/// Who may read a program's pages: invitations, sessions, and the tokens of feeds.
///
/// Shape:  `.cygnet/seats.json`, its owner's alone to read; tokens are kept as digests, so the file
///         opens no door. Without the file nobody is invited.
/// Effect: several processes may write it; each takes the lock beside it.
/// Errors: `Refusal`, alike for a wrong, a used and a foreign token.
package struct ProgramSeats: Sendable {
  private let folder: String

  /// What stands in for an exercise's code; no exercise can be called so.
  static let code = "program"

  private var path: String { folder + "/seats.json" }

  /// The seats beside a ledger.
  package init(at place: LedgerPlace) { folder = place.folder }

  private struct Document: Codable {
    var sessions = Sessions(code: ProgramSeats.code)
    var feeds: [Feed] = []
  }

  /// A lasting token of programs that cannot hold a session, such as calendars.
  private struct Feed: Codable {
    var seat: ProgramSeat
    var digest: String
  }

  /// What a person is handed, once.
  package struct Handed: Sendable, Equatable {
    /// Of the link that opens once.
    package var invitation: String
    /// Of the feeds; nil where none was asked for.
    package var feed: String?
  }

  /// Invites a person; whoever is there already gets a new link, and a new feed token if any.
  ///
  /// Errors: a name that is empty or too long; one that is held with other sight.
  package func invite(_ seat: ProgramSeat, withFeed: Bool) throws -> Handed {
    try changing { document in
      let known = document.sessions.shown.first { $0.name == seat.name }
      if let known, known.role != Self.participant(seat).role {
        throw Refusal(
          .invalid, "\(seat.name) has a seat with other sight",
          hint: "a person has one seat; remove \(path), and invite everybody anew")
      }
      let token = try document.sessions.invite(Self.participant(seat), using: Self.bytes)
      var handed = Handed(invitation: token.text)
      if withFeed {
        let feed = Token(using: Self.bytes)
        document.feeds.removeAll { $0.seat.name == seat.name }
        document.feeds.append(Feed(seat: seat, digest: Self.keyed(feed.text)))
        handed.feed = feed.text
      }
      return handed
    }
  }

  /// Uses an invitation up; returns the session's token, once.
  func redeem(_ invitation: String) throws -> String {
    try changing { document in
      do throws(Refusal) {
        return try document.sessions.redeem(invitation: invitation, using: Self.bytes).session.text
      } catch {
        throw Refusal(
          .unknownPerson, "this invitation is not valid any more",
          hint: "each link opens once; cygnet program invite NAME makes a new one")
      }
    }
  }

  /// Whose session it is; nil for any other text.
  func seat(session: String) throws -> ProgramSeat? {
    try read().sessions.participant(session: session).map {
      ProgramSeat(name: $0.name, seesPlans: $0.role == .white)
    }
  }

  /// Whose feed it is; nil for any other text.
  func seat(feed: String) throws -> ProgramSeat? {
    let digest = Self.keyed(feed)
    var found: ProgramSeat?
    for known in try read().feeds where Token.isSame(known.digest, digest) { found = known.seat }
    return found
  }

  /// The roles of an exercise say how much somebody sees of a program, too.
  private static func participant(_ seat: ProgramSeat) -> Participant {
    Participant(name: seat.name, role: seat.seesPlans ? .white : .observer)
  }

  private func read() throws -> Document {
    guard FileManager.default.fileExists(atPath: path) else { return Document() }
    guard let data = FileManager.default.contents(atPath: path),
      let document = try? CanonicalJSON.decode(Document.self, from: data)
    else {
      throw LedgerError(
        "\(path) cannot be read", hint: "remove it, and invite everybody anew")
    }
    return document
  }

  private func changing<Value>(_ change: (inout Document) throws -> Value) throws -> Value {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    let lock = try HeldLog(path: folder + "/seats.lock")
    defer { lock.release() }
    var document = try read()
    let value = try change(&document)
    try PrivateFile.write(try CanonicalJSON.document(document), to: path)
    return value
  }

  private static func keyed(_ token: String) -> String {
    Token.digest(of: "\(code)/feed/\(token)")
  }

  /// Bytes that nobody can guess.
  private static func bytes(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }
}
