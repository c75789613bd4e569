import Exercises
import Foundation
import LinuxHost
import Vocabulary

/// A person's terminal at the console: the same door as the pages, with a bearer token.
struct ExerciseClient: Sendable {
  let session: SavedSession

  /// Uses an invitation up and takes the seat.
  static func join(_ link: ConsoleLink) throws -> SavedSession {
    guard link.door == "join" else {
      throw UsageError("this is the link of a page", hint: "use the link of your invitation")
    }
    let answer = try ask(
      HTTPCaller.Question(
        "POST", "/join/\(link.code)/\(link.secret)", headers: [("Accept", "application/json")]),
      of: link.address, port: link.port)
    let said = try value(of: answer)
    guard let session = said["session"]?.text, let name = said["name"]?.text,
      let role = said["role"]?.text
    else { throw ConsoleError("the console's answer has no session") }
    return SavedSession(
      code: link.code, address: link.address, port: link.port, session: session, name: name,
      role: role)
  }

  /// Carries out a command; returns what the console says of its effect.
  func perform(_ command: ExerciseCommand) throws -> JSONValue {
    let body = try CanonicalJSON.line(command.fields)
    return try Self.value(of: ask("POST", "do", json: body))
  }

  /// All that this person may see now.
  func view() throws -> JSONValue { try Self.value(of: ask("GET", "view.json")) }

  /// What a text would be as a mission of this exercise.
  func review(_ text: String) throws -> MissionReview {
    let body: JSONValue = .object(["mission": .string(text)])
    let answer = try Self.value(
      of: ask("POST", "editor/check", json: CanonicalJSON.line(body)))
    return try CanonicalJSON.decode(MissionReview.self, from: CanonicalJSON.line(answer))
  }

  /// The texts of missions that this person may read.
  func missionTexts() throws -> MissionTexts {
    let answer = try Self.value(of: ask("GET", "missions.json"))
    return try CanonicalJSON.decode(MissionTexts.self, from: CanonicalJSON.line(answer))
  }

  /// The debrief, as the person's role may have it.
  func debrief(as form: String) throws -> String {
    let answer = try ask("GET", "debrief?as=\(form)")
    try Self.check(answer)
    return String(decoding: answer.body, as: UTF8.self)
  }

  /// Events as they come, from the one after `last` on, until the exercise ends or `take` says no.
  func events(after last: Int, take: (StreamedEvent) -> Bool) throws {
    var scanner = EventStreamScanner()
    var refused: [UInt8] = []
    let question = question(
      "GET", "events?after=\(last)", headers: [("Accept", "text/event-stream")])
    let answer = try Self.reach(session.address, session.port) { caller throws(LinuxError) in
      try caller.follow(question, silence: 60) { bytes in
        if refused.count < 1 << 16 { refused += bytes }
        return scanner.take(bytes).allSatisfy(take)
      }
    }
    guard answer.status != 200 else { return }
    try Self.check(HTTPCaller.Answer(status: answer.status, headers: answer.headers, body: refused))
  }

  /// A question in this person's name; `path` is below the exercise's own.
  func question(
    _ method: String, _ path: String, headers: [(name: String, value: String)] = [],
    body: [UInt8] = []
  ) -> HTTPCaller.Question {
    HTTPCaller.Question(
      method, "/x/\(session.code)/\(path)",
      headers: [("Authorization", "Bearer \(session.session)")] + headers, body: body)
  }

  private func ask(
    _ method: String, _ path: String, json: String? = nil
  ) throws -> HTTPCaller.Answer {
    var headers: [(name: String, value: String)] = [("Accept", "application/json")]
    if json != nil { headers.append(("Content-Type", "application/json")) }
    return try Self.ask(
      question(method, path, headers: headers, body: Array((json ?? "").utf8)),
      of: session.address, port: session.port)
  }

  /// The JSON that the console answers with.
  func value(asking question: HTTPCaller.Question) throws -> JSONValue {
    try Self.value(of: Self.ask(question, of: session.address, port: session.port))
  }

  private static func ask(
    _ question: HTTPCaller.Question, of address: String, port: Int
  ) throws -> HTTPCaller.Answer {
    // A pre-flight builds a range; that takes its time.
    try reach(address, port) { caller throws(LinuxError) in
      try caller.ask(question, within: 300)
    }
  }

  private static func reach<Value>(
    _ address: String, _ port: Int, _ body: (HTTPCaller) throws(LinuxError) -> Value
  ) throws -> Value {
    do throws(LinuxError) {
      return try body(HTTPCaller(address, port: port))
    } catch {
      guard error.codeName == "ECONNREFUSED" else { throw error }
      throw ConsoleError(
        "no console answers at \(address):\(port)",
        hint: "start it where the exercise's folder is: "
          + "cygnet console --listen \(address):\(port)")
    }
  }

  private static func value(of answer: HTTPCaller.Answer) throws -> JSONValue {
    try check(answer)
    guard let value = try? CanonicalJSON.decode(JSONValue.self, from: Data(answer.body)) else {
      throw ConsoleError("the console's answer is no JSON", hint: "is this a console's address?")
    }
    return value
  }

  /// Turns a no of the console into an error that says what to try.
  private static func check(_ answer: HTTPCaller.Answer) throws {
    guard answer.status >= 300 else { return }
    let said = try? CanonicalJSON.decode(JSONValue.self, from: Data(answer.body))
    let message = said?["error"]?.text ?? "the console answers with status \(answer.status)"
    let hint = said?["hint"]?.text ?? hint(for: answer.status)
    if answer.status >= 500 || answer.status == 429 { throw ConsoleError(message, hint: hint) }
    throw UsageError(Terminal.plain(message), hint: hint.map(Terminal.plain))
  }

  private static func hint(for status: Int) -> String? {
    switch status {
    case 401: "join first: cygnet exercise join <the link of your invitation>"
    case 403: "cygnet exercise status shows your role"
    case 409: "cygnet exercise status shows how far the exercise is"
    case 429: "wait a moment, then try once more"
    default: nil
    }
  }
}
