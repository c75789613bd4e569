import Crypto

/// Who is in one exercise, by what they hold: one-time invitations and sessions.
///
/// Shape: the content of `people.json`; tokens are kept as digests, so the file opens no door.
/// Limits: a digest of one exercise means nothing in another one.
package struct Sessions: Sendable, Equatable, Codable {
  /// The exercise all of this belongs to.
  package private(set) var code: String
  private var people: [Person] = []

  private struct Person: Sendable, Equatable, Codable {
    var participant: Participant
    /// Nil once it was used.
    var invitation: String?
    /// Newest last.
    var sessions: [String]
  }

  /// How many sessions a person may hold; a further sign-in ends the oldest.
  package static let mostSessions = 4

  /// Nobody yet.
  package init(code: String) { self.code = code }

  /// Everyone, with whether they came.
  package var shown: [ShownPerson] {
    people.map {
      ShownPerson(
        name: $0.participant.name, role: $0.participant.role,
        hasJoined: $0.invitation == nil || !$0.sessions.isEmpty)
    }
  }

  /// Makes a one-time invitation; for a person already there a new link of the same role.
  ///
  /// Errors: `invalid` for a name that is empty, too long or held in another role.
  package mutating func invite(
    _ participant: Participant, using generate: (Int) -> [UInt8]
  ) throws(Refusal) -> Token {
    let name = participant.name
    guard !name.isEmpty, name.count <= 80, !name.unicodeScalars.contains(where: { $0.value < 32 })
    else { throw Refusal(.invalid, "a person needs a name of 1 to 80 characters") }
    let token = Token(using: generate)
    let digest = keyed(token.text)
    if let index = people.firstIndex(where: { $0.participant.name == name }) {
      guard people[index].participant.role == participant.role else {
        throw Refusal(
          .invalid, "\(name) is \(people[index].participant.role.rawValue) in this exercise",
          hint: "a person holds one role")
      }
      people[index].invitation = digest
    } else {
      people.append(Person(participant: participant, invitation: digest, sessions: []))
    }
    return token
  }

  /// Uses an invitation up and begins a session under a token that nobody knew before.
  ///
  /// Errors: `unknown-person` alike for a wrong, used or foreign invitation.
  package mutating func redeem(
    invitation: String, using generate: (Int) -> [UInt8]
  ) throws(Refusal) -> (session: Token, person: Participant) {
    let digest = keyed(invitation)
    var found: Int?
    for index in people.indices {
      if let kept = people[index].invitation, Token.isSame(kept, digest) { found = index }
    }
    guard let found else {
      throw Refusal(
        .unknownPerson, "this invitation is not valid any more",
        hint: "each link opens once; ask white for a new one")
    }
    let token = Token(using: generate)
    people[found].invitation = nil
    people[found].sessions.append(keyed(token.text))
    people[found].sessions = people[found].sessions.suffix(Self.mostSessions)
    return (token, people[found].participant)
  }

  /// Who holds that session; nil for any other text.
  package func participant(session: String) -> Participant? {
    let digest = keyed(session)
    var found: Participant?
    for person in people {
      for kept in person.sessions where Token.isSame(kept, digest) { found = person.participant }
    }
    return found
  }

  /// Ends one session.
  package mutating func end(session: String) {
    let digest = keyed(session)
    for index in people.indices { people[index].sessions.removeAll { Token.isSame($0, digest) } }
  }

  /// The token that every write of that session must carry; nothing but the session makes it.
  package static func csrf(for session: String) -> String {
    let key = SymmetricKey(data: Array(session.utf8))
    let code = HMAC<SHA256>.authenticationCode(for: Array("cygnet csrf".utf8), using: key)
    return Token.base64url(Array(code))
  }

  /// Whether a presented CSRF token is that session's.
  package static func isValid(csrf: String, for session: String) -> Bool {
    Token.isSame(csrf, Self.csrf(for: session))
  }

  private func keyed(_ token: String) -> String { Token.digest(of: "\(code)/\(token)") }
}
