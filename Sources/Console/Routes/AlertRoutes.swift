import Exercises
import FoundationEssentials
import NIOHTTP1
import Vocabulary

/// Where senders of alerts deliver; their token is their only name.
struct AlertRoutes: Sendable {
  let hall: any ExerciseHall
  let brakes: Brakes
  let clock: @Sendable () -> Nanoseconds

  var all: [Route] {
    [
      Route("POST", "in/:code/v2/enqueue", run: enqueue),
      Route("POST", "in/:code/:token/:format", run: deliver),
    ]
  }

  /// PagerDuty's own path, whose token stands in the body.
  @Sendable private func enqueue(
    _ request: WebRequest, _ parts: [String: String]
  ) async throws(Refusal) -> WebResponse {
    let body = try? CanonicalJSON.decode(JSONValue.self, from: Data(request.body))
    let token = body?["routing_key"]?.text
    return await taken(request, code: parts["code"], token: token, format: "pagerduty-events")
  }

  @Sendable private func deliver(
    _ request: WebRequest, _ parts: [String: String]
  ) async throws(Refusal) -> WebResponse {
    await taken(request, code: parts["code"], token: parts["token"], format: parts["format"])
  }

  private func taken(
    _ request: WebRequest, code: String?, token: String?, format: String?
  ) async -> WebResponse {
    do throws(Refusal) {
      let answer = try await take(request, code: code ?? "", token: token, format: format ?? "")
      return .json(answer, status: format == "pagerduty-events" ? .accepted : .ok)
    } catch {
      // Senders read 400 as “do not try again”.
      let status: HTTPResponseStatus =
        error.kind == .invalid ? .badRequest : RefusalAnswer.status(of: error.kind)
      return .json(
        JSONValue.object([
          "error": .string(error.message), "kind": .string(error.kind.rawValue),
          "hint": error.hint.map { .string($0) } ?? .null,
        ]), status: status)
    }
  }

  private func take(
    _ request: WebRequest, code: String, token: String?, format: String
  ) async throws(Refusal) -> JSONValue {
    try brakes.checkAlert(code)
    // A wrong code sounds like a wrong token: senders cannot find out which exercises there are.
    guard ExerciseCode.isCode(code), let door = await hall.exercise(code) else {
      throw brakes.wrongAlert(code, Refusal(.forbidden, "nobody here knows this token"))
    }
    guard let token else {
      throw Refusal(
        .invalid, "the body is no JSON object with a routing_key",
        hint: "send the token of the exercise as routing_key")
    }
    let delivery = AlertDelivery(
      format: format, token: token,
      headers: Dictionary(
        request.headers.map { ($0.name.lowercased(), $0.value) },
        uniquingKeysWith: { "\($0), \($1)" }
      ),
      body: request.body, receivedNs: clock(), receivedUTC: Self.utc(), peer: request.peer)
    do throws(Refusal) {
      return try await door.receive(delivery)
    } catch {
      throw error.kind == .forbidden ? brakes.wrongAlert(code, error) : error
    }
  }

  private static func utc() -> String {
    Date().formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
  }
}
