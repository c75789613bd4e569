import Foundation
import LinuxHost
import Ranges
import Vocabulary

@testable import Conductor

/// The built console as a process of its own, which a test may kill.
struct LiveConsole {
  let process: ChildProcess
  let port: Int

  /// Starts it over a folder of runs and waits until it listens.
  static func start(runs: String) async throws -> LiveConsole {
    let log = runs + "/console-\(MonotonicClock.now().rawValue).log"
    try Data().write(to: URL(fileURLWithPath: log))
    let process = try ChildProcess.start(
      Launch(
        TestRange.binary, ["console", "--listen", "127.0.0.1:0", "--runs", runs],
        output: .appending(log), error: .appending(log + ".err")))
    let deadline = MonotonicClock.now() + .seconds(20)
    while MonotonicClock.now() < deadline {
      let text = String(
        decoding: FileManager.default.contents(atPath: log) ?? Data(), as: UTF8.self)
      if text.hasSuffix("\n"), let colon = text.lastIndex(of: ":"),
        let port = Int(text[colon...].dropFirst().dropLast())
      {
        return LiveConsole(process: process, port: port)
      }
      try await Task.sleep(for: .milliseconds(50))
    }
    throw RangeError("the console did not listen", hint: "see \(log).err")
  }

  /// Takes a seat; gives the session.
  func join(_ code: String, _ token: String) throws -> String {
    let answer = try ask("POST", "/join/\(code)/\(token)", session: nil, nil)
    return try required(answer["session"]?.text, answer)
  }

  /// Carries out a command, as a person's terminal does.
  func perform(_ fields: [String: JSONValue], _ code: String, _ session: String) throws {
    let answer = try ask("POST", "/x/\(code)/do", session: session, .object(fields))
    guard answer["error"] == nil else {
      throw RangeError("refused: \(answer)", hint: "see the test")
    }
  }

  /// The person's page as data.
  func view(_ code: String, _ session: String) throws -> JSONValue {
    try ask("GET", "/x/\(code)/view.json", session: session, nil)
  }

  private func ask(
    _ method: String, _ path: String, session: String?, _ body: JSONValue?
  ) throws -> JSONValue {
    var headers = [("Accept", "application/json")]
    if let session { headers.append(("Authorization", "Bearer \(session)")) }
    if body != nil { headers.append(("Content-Type", "application/json")) }
    let text = try body.map { try CanonicalJSON.line($0) } ?? ""
    let answer = try HTTPCaller("127.0.0.1", port: port).ask(
      .init(method, path, headers: headers, body: Array(text.utf8)))
    return try CanonicalJSON.decode(JSONValue.self, from: Data(answer.body))
  }

  private func required(_ text: String?, _ answer: JSONValue) throws -> String {
    guard let text else { throw RangeError("no seat: \(answer)", hint: "see the test") }
    return text
  }
}
