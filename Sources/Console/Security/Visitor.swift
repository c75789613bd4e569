import Exercises

/// A request's person, with the exercise that the session is for.
struct Visitor: Sendable {
  typealias Door = any ExerciseDoor & TerminalDoor & AlertDoor

  var code: String
  var person: Participant
  var door: Door
  /// The token of the forms on this person's pages.
  var formToken: String
}

/// Finds out who asks.
struct Doorkeeper: Sendable {
  let hall: any ExerciseHall
  let origin: RequestGuard

  /// The visitor of an exercise; the refusal is the same for a wrong code and a wrong session.
  func visitor(_ request: WebRequest, code: String) async throws(Refusal) -> Visitor {
    guard let session = Self.bearer(request) ?? Cookies.session(request, code: code),
      let person = await hall.participant(session: session, code: code),
      let door = await hall.exercise(code)
    else {
      throw Refusal(
        .unknownPerson, "nobody is signed in here",
        hint: "open your invitation, or ask white for a new one")
    }
    return Visitor(code: code, person: person, door: door, formToken: Sessions.csrf(for: session))
  }

  /// The visitor of a write; where a cookie speaks for the person, a form token must, too.
  func writer(
    _ request: WebRequest, code: String, formToken: String? = nil
  ) async throws(Refusal) -> Visitor {
    let visitor = try await visitor(request, code: code)
    if Self.bearer(request) == nil {
      try origin.checkOrigin(request)
      let session = Cookies.session(request, code: code) ?? ""
      try FormToken.check(formToken ?? request.header("x-csrf"), session: session)
    }
    return visitor
  }

  static func bearer(_ request: WebRequest) -> String? {
    guard let value = request.header("authorization"), value.hasPrefix("Bearer ") else {
      return nil
    }
    return String(value.dropFirst("Bearer ".count))
  }
}
