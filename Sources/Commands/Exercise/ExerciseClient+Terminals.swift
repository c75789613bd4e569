import Foundation
import LinuxHost
import Vocabulary

extension ExerciseClient {
  /// Opens a terminal on the ops host; returns its id.
  func openTerminal(term: String, columns: Int, rows: Int) throws -> String {
    let answer = try post(
      "terminals",
      .object([
        "term": .string(term), "columns": .integer(Int64(columns)), "rows": .integer(Int64(rows)),
      ]))
    guard let id = answer["id"]?.text else {
      throw ConsoleError("the console opened no terminal", hint: "cygnet exercise status")
    }
    return id
  }

  /// Hands over what was typed.
  func type(_ bytes: [UInt8], into id: String) throws {
    _ = try value(
      asking: question(
        "POST", "terminals/\(id)/input",
        headers: [("Accept", "application/json"), ("Content-Type", "application/octet-stream")],
        body: bytes))
  }

  /// Tells the window's size.
  func resize(_ id: String, columns: Int, rows: Int) throws {
    _ = try post(
      "terminals/\(id)/size",
      .object(["columns": .integer(Int64(columns)), "rows": .integer(Int64(rows))]))
  }

  /// Ends the shell.
  func closeTerminal(_ id: String) throws { _ = try post("terminals/\(id)/close", .object([:])) }

  /// What the terminal shows, from its beginning until the shell ends; the calling thread waits.
  func showTerminal(_ id: String, take: ([UInt8]) -> Void) throws {
    _ = try HTTPCaller(session.address, port: session.port)
      .follow(question("GET", "terminals/\(id)/output")) {
        take($0)
        return true
      }
  }

  private func post(_ path: String, _ body: JSONValue) throws -> JSONValue {
    let text = try CanonicalJSON.line(body)
    return try value(
      asking: question(
        "POST", path,
        headers: [("Accept", "application/json"), ("Content-Type", "application/json")],
        body: Array(text.utf8)))
  }
}
