import Foundation
import Vocabulary

/// A person of an exercise at a browser of their own.
struct Person: Sendable {
  let name: String
  let browser: Browser
  let console: ConsoleProcess
  let code: String

  /// Redeems the person's invitation.
  static func join(
    _ name: String, by link: String, in browser: Browser, at console: ConsoleProcess, code: String
  ) async throws -> Person {
    let person = Person(name: name, browser: browser, console: console, code: code)
    try await browser.join(link)
    return person
  }

  /// Opens a page of the exercise; empty is the role's main page.
  func open(_ page: String = "") async throws {
    try await browser.go("\(console.address)/x/\(code)/\(page)")
  }

  /// The session's cookie as the browser sends it; scripts cannot read it.
  func cookie() async throws -> String {
    let cookies = try await browser.cookies()
    guard
      let own = cookies.first(where: { $0["name"]?.text == "cygnet_\(code)" }),
      let value = own["value"]?.text
    else { throw BrowserError(description: "\(name) has no session: \(cookies)") }
    return "cygnet_\(code)=\(value)"
  }

  /// A client with this person's session and nothing else of the browser.
  func http() async throws -> PlainHTTP {
    PlainHTTP(port: console.port, headers: [("cookie", try await cookie())])
  }

  /// All that the person may see now.
  func view() async throws -> JSONValue {
    let answer = try await http().send("GET", "/x/\(code)/view.json")
    guard answer.status == 200 else {
      throw BrowserError(description: "\(name): view.json: \(answer.status) \(answer.text)")
    }
    return try CanonicalJSON.decode(JSONValue.self, from: answer.text)
  }

  /// Looks at the view again and again until it shows something.
  func wait<Value>(
    for what: String, within limit: Nanoseconds, _ look: (JSONValue) -> Value?
  ) async throws -> Value {
    try await browser.wait(for: what, within: limit) { look(try await view()) }
  }

  /// The token that the person's own pages put into every form.
  func csrf() async throws -> String {
    let token = try await browser.run(
      "return document.querySelector('[name=csrf]')?.value"
        + " || document.querySelector('meta[name=csrf]')?.content")
    guard let token = token.text else {
      throw BrowserError(description: "\(name): no token on \(try await browser.address())")
    }
    return token
  }
}
