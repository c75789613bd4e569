import Foundation
import LinuxHost
import Vocabulary

/// One browser with one profile: one person at one screen.
struct Browser: Sendable {
  let driver: WebDriver
  let session: String
  let name: String

  /// Loads a page and waits until it has loaded.
  func go(_ address: String) async throws {
    _ = try await ask("POST", "/url", ["url": .string(address)])
  }

  func address() async throws -> String { try await ask("GET", "/url").text ?? "" }

  func title() async throws -> String { try await ask("GET", "/title").text ?? "" }

  /// The page as it stands now, after what scripts did to it.
  func source() async throws -> String { try await ask("GET", "/source").text ?? "" }

  /// What a person can read on the page.
  func visibleText() async throws -> String {
    try await run("return document.body.innerText").text ?? ""
  }

  /// All elements that a CSS selector names.
  func elements(_ selector: String) async throws -> [BrowserElement] {
    let answer = try await ask(
      "POST", "/elements", ["using": "css selector", "value": .string(selector)])
    return (answer.elements ?? []).compactMap { BrowserElement(browser: self, reference: $0) }
  }

  /// The first element that a CSS selector names.
  func element(_ selector: String) async throws -> BrowserElement {
    guard let found = try await elements(selector).first else {
      throw BrowserError(
        description: "\(name): nothing is called \(selector) on \(try await address())")
    }
    return found
  }

  /// The same, as soon as there is one.
  func element(
    _ selector: String, within limit: Nanoseconds
  ) async throws -> BrowserElement {
    try await wait(for: "an element \(selector)", within: limit) {
      try await elements(selector).first
    }
  }

  /// Runs a function's body in the page; `arguments` are its arguments.
  @discardableResult
  func run(_ script: String, _ arguments: [JSONValue] = []) async throws -> JSONValue {
    try await ask(
      "POST", "/execute/sync", ["script": .string(script), "args": .array(arguments)])
  }

  /// A command of the DevTools protocol, for what WebDriver has no words for.
  @discardableResult
  func develop(_ command: String, _ parameters: JSONValue = [:]) async throws -> JSONValue {
    try await ask("POST", "/goog/cdp/execute", ["cmd": .string(command), "params": parameters])
  }

  /// Presses and releases keys, whatever has the focus.
  func press(_ keys: [Key]) async throws {
    let actions = keys.flatMap { key -> [JSONValue] in
      ["keyDown", "keyUp"].map { ["type": .string($0), "value": .string(key.rawValue)] }
    }
    _ = try await ask(
      "POST", "/actions",
      ["actions": [["type": "key", "id": "keyboard", "actions": .array(actions)]]])
  }

  /// A key as the protocol writes it.
  struct Key: Sendable {
    let rawValue: String

    static let tab = Key(rawValue: "\u{E004}")
    static let enter = Key(rawValue: "\u{E007}")
    static let escape = Key(rawValue: "\u{E00C}")
    static let left = Key(rawValue: "\u{E012}")

    static func letter(_ letter: Character) -> Key { Key(rawValue: String(letter)) }
  }

  /// Cookies of the page, those that scripts cannot see among them.
  func cookies() async throws -> [JSONValue] { try await ask("GET", "/cookie").elements ?? [] }

  /// Signs out of everything.
  func forgetCookies() async throws { _ = try await ask("DELETE", "/cookie") }

  /// Opens a second tab and looks at it; the old one's handle comes back.
  func openTab() async throws -> String {
    let old = try await ask("GET", "/window").text ?? ""
    let new = try await ask("POST", "/window/new", ["type": "tab"])["handle"]?.text ?? ""
    try await look(at: new)
    return old
  }

  /// Looks at another tab.
  func look(at handle: String) async throws {
    _ = try await ask("POST", "/window", ["handle": .string(handle)])
  }

  /// Everything of the page, also what one must scroll to, as a PNG.
  func screenshot(to path: String) async throws {
    let metrics = try await develop("Page.getLayoutMetrics")["cssContentSize"]
    let width = min(metrics?["width"]?.double ?? 1280, 2_000)
    let height = min(metrics?["height"]?.double ?? 900, 6_000)
    let clip: JSONValue = [
      "x": 0, "y": 0, "width": .number(width), "height": .number(height), "scale": 1,
    ]
    let picture = try await develop(
      "Page.captureScreenshot", ["captureBeyondViewport": true, "clip": clip])["data"]?.text
    guard let bytes = picture.flatMap({ Data(base64Encoded: $0) }) else {
      throw BrowserError(description: "\(name): a screenshot that is no base64")
    }
    let folder = (path as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try bytes.write(to: URL(fileURLWithPath: path))
  }

  /// Asks again and again until there is an answer.
  func wait<Value>(
    for what: String, within limit: Nanoseconds, _ question: () async throws -> Value?
  ) async throws -> Value {
    let deadline = MonotonicClock.now() + limit
    repeat {
      if let value = try await question() { return value }
      try await Task.sleep(for: .milliseconds(150))
    } while MonotonicClock.now() < deadline
    throw BrowserError(
      description: "\(name): no \(what) within \(limit) on \(try await address())")
  }

  /// Closes the browser.
  func close() async { _ = try? await driver.ask("DELETE", "/session/\(session)") }

  fileprivate func ask(
    _ method: String, _ path: String, _ body: JSONValue? = nil
  ) async throws -> JSONValue {
    let body = body ?? (method == "POST" ? [:] : nil)
    return try await driver.ask(method, "/session/\(session)\(path)", body)
  }
}

/// Something on a page that can be read, clicked and typed into.
struct BrowserElement: Sendable {
  let browser: Browser
  let reference: JSONValue
  private let id: String

  init?(browser: Browser, reference: JSONValue) {
    guard let id = reference["element-6066-11e4-a52e-4f735466cecf"]?.text else { return nil }
    self.browser = browser
    self.reference = reference
    self.id = id
  }

  /// Clicks in its middle, as a person does; refused where something lies above it.
  func click() async throws { _ = try await ask("POST", "click") }

  /// Types after what is there.
  func type(_ text: String) async throws {
    _ = try await ask("POST", "value", ["text": .string(text)])
  }

  /// Empties it and types.
  func fill(_ text: String) async throws {
    _ = try await ask("POST", "clear")
    try await type(text)
  }

  func text() async throws -> String { try await ask("GET", "text").text ?? "" }

  /// As the browser's accessibility tree has it.
  func accessibleName() async throws -> String {
    try await ask("GET", "computedlabel").text ?? ""
  }

  func attribute(_ name: String) async throws -> String? {
    try await ask("GET", "attribute/\(name)").text
  }

  func isShown() async throws -> Bool { try await ask("GET", "displayed").flag ?? false }

  private func ask(
    _ method: String, _ command: String, _ body: JSONValue? = nil
  ) async throws -> JSONValue {
    try await browser.ask(method, "/element/\(id)/\(command)", body)
  }
}
