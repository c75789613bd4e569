import Exercises
import Vocabulary

/// The way in: a one-time link, a button, a session.
struct JoinRoutes: Sendable {
  let hall: any ExerciseHall
  let origin: RequestGuard
  let brakes: Brakes

  var all: [Route] {
    [
      Route("GET", "", run: home),
      Route("GET", "join/:code/:invitation", run: ask),
      Route("POST", "join/:code/:invitation", run: join),
    ]
  }

  @Sendable private func home(
    _ request: WebRequest, _ parts: [String: String]
  ) async throws(Refusal) -> WebResponse {
    .page(JoinPage.home)
  }

  /// Only a page: programs that look at links before people do must not use them up.
  @Sendable private func ask(
    _ request: WebRequest, _ parts: [String: String]
  ) async throws(Refusal) -> WebResponse {
    let (code, invitation) = try names(parts)
    return .page(JoinPage.ask(code: code, invitation: invitation))
  }

  /// Begins a session of a token that the server makes; one that the request brings is not looked
  /// at, so nobody can prepare it.
  @Sendable private func join(
    _ request: WebRequest, _ parts: [String: String]
  ) async throws(Refusal) -> WebResponse {
    let (code, invitation) = try names(parts)
    try origin.checkOrigin(request)
    try brakes.checkJoin(code)
    let session = try await hall.redeem(invitation: invitation, code: code)
    guard !session.isEmpty, session.utf8.allSatisfy({ $0 > 32 && $0 < 127 && $0 != 59 }),
      let person = await hall.participant(session: session, code: code)
    else { throw Refusal(.failed, "the session could not be made", hint: "try once more") }
    guard !request.wantsJSON else {
      return .json(
        JSONValue.object([
          "session": .string(session), "name": .string(person.name),
          "role": .string(person.role.rawValue),
        ]))
    }
    return .seeOther("/x/\(code)/").with("Set-Cookie", Cookies.setting(session, code: code))
  }

  private func names(
    _ parts: [String: String]
  ) throws(Refusal) -> (code: String, invitation: String) {
    guard let code = parts["code"], ExerciseCode.isCode(code),
      let invitation = parts["invitation"]
    else { throw Refusal(.missing, "there is no such page") }
    return (code, invitation)
  }
}
