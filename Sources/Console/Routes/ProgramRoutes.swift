import Debrief
import Exercises
import NIOPosix
import Programs
import Vocabulary

/// A team's program: its pages behind a session of their own, and its feeds.
///
/// Shape: no exercise's session opens them, and no session of theirs opens an exercise.
struct ProgramRoutes: Sendable {
  let hall: ProgramHall
  let origin: RequestGuard
  let brakes: Brakes

  var all: [Route] {
    [
      shown("program", .home), shown("program/board", .board),
      shown("program/coverage", .coverage), shown("program/trends", .trends),
      shown("program/findings", .findings),
      Route("GET", "program/findings/:name", run: finding),
      Route("GET", "program/join/:invitation", run: ask),
      Route("POST", "program/join/:invitation", run: join),
      Route("GET", "program/calendar.ics", run: calendar),
      Route("GET", "program/metrics", run: metrics),
      Route("GET", "calendar/:feed", run: feed),
    ]
  }

  private func shown(_ path: String, _ page: ProgramPage) -> Route {
    Route("GET", path) {
      (request: WebRequest, _: [String: String]) async throws(Refusal) -> WebResponse in
      try await self.page(page, request)
    }
  }

  @Sendable private func finding(
    _ request: WebRequest, _ parts: [String: String]
  ) async throws(Refusal) -> WebResponse {
    try await page(.finding(parts["name"] ?? ""), request)
  }

  private func page(
    _ page: ProgramPage, _ request: WebRequest
  ) async throws(Refusal) -> WebResponse {
    // Without a program nobody can have a seat, and there is nothing to hide.
    guard hall.isThere else { return .page(ProgramDoorPage.nothing) }
    let seat = try await seat(of: request)
    let query = request.query
    return .page(
      try await aside { () throws(Refusal) in try hall.draw(page, query: query, for: seat) })
  }

  /// Only a page: programs that look at links before people do must not use them up.
  @Sendable private func ask(
    _ request: WebRequest, _ parts: [String: String]
  ) async throws(Refusal) -> WebResponse {
    .page(ProgramDoorPage.ask(parts["invitation"] ?? ""))
  }

  @Sendable private func join(
    _ request: WebRequest, _ parts: [String: String]
  ) async throws(Refusal) -> WebResponse {
    let invitation = parts["invitation"] ?? ""
    try origin.checkOrigin(request)
    try brakes.checkJoin(ProgramSeats.code)
    let session = try await aside { () throws(Refusal) in try hall.redeem(invitation) }
    guard !request.wantsJSON else {
      return .json(JSONValue.object(["session": .string(session)]))
    }
    return .seeOther(ProgramPage.home.path)
      .with("Set-Cookie", Cookies.setting(session, code: ProgramSeats.code))
  }

  @Sendable private func calendar(
    _ request: WebRequest, _ parts: [String: String]
  ) async throws(Refusal) -> WebResponse {
    let seat = try await seat(of: request)
    return try await answer(for: seat)
  }

  private func answer(for seat: ProgramSeat) async throws(Refusal) -> WebResponse {
    let text = try await aside { () throws(Refusal) in try hall.calendar(for: seat) }
    return .text(text, type: "text/calendar; charset=utf-8")
      .with("Content-Disposition", "attachment; filename=\"program.ics\"")
  }

  /// A calendar cannot hold a session: the token in its address speaks for it.
  @Sendable private func feed(
    _ request: WebRequest, _ parts: [String: String]
  ) async throws(Refusal) -> WebResponse {
    let name = parts["feed"] ?? ""
    guard name.hasSuffix(".ics") else { throw Refusal(.missing, "there is no such page") }
    let seat = try await seat(ofFeed: String(name.dropLast(4)), request)
    return try await answer(for: seat)
  }

  /// A session, or as monitoring systems have it a feed's token as bearer.
  @Sendable private func metrics(
    _ request: WebRequest, _ parts: [String: String]
  ) async throws(Refusal) -> WebResponse {
    let seat: ProgramSeat
    if let token = Doorkeeper.bearer(request) {
      seat = try await self.seat(ofFeed: token, request)
    } else {
      seat = try await self.seat(of: request)
    }
    let text = try await aside { () throws(Refusal) in try hall.metrics(for: seat) }
    return .text(text, type: OpenMetricsText.contentType)
  }

  private func seat(of request: WebRequest) async throws(Refusal) -> ProgramSeat {
    let session = Doorkeeper.bearer(request) ?? Cookies.session(request, code: ProgramSeats.code)
    guard let session,
      let seat = try await aside({ () throws(Refusal) in try hall.seat(session: session) })
    else {
      throw Refusal(
        .unknownPerson, "nobody is signed in here",
        hint: "open your invitation; cygnet program invite NAME makes one")
    }
    try brakes.checkReading(seat.name)
    return seat
  }

  private func seat(
    ofFeed token: String, _ request: WebRequest
  ) async throws(Refusal) -> ProgramSeat {
    guard let seat = try await aside({ () throws(Refusal) in try hall.seat(feed: token) }) else {
      throw brakes.wrongAlert(
        ProgramSeats.code,
        Refusal(
          .unknownPerson, "nobody here knows this token",
          hint: "cygnet program invite NAME --feed makes one"))
    }
    try brakes.checkReading("\(seat.name)/feed")
    return seat
  }

  /// Reads files and the index on a thread that may wait, beside those that conduct exercises.
  private func aside<Value: Sendable>(
    _ body: @escaping @Sendable () throws(Refusal) -> Value
  ) async throws(Refusal) -> Value {
    let outcome: Result<Value, Refusal>
    do {
      outcome = try await NIOThreadPool.singleton.runIfActive {
        Result { () throws(Refusal) -> Value in try body() }
      }
    } catch {
      throw Refusal(.failed, "the console is being stopped", hint: "try again")
    }
    return try outcome.get()
  }
}
