import Foundation
import LinuxHost
import Vocabulary

/// What a browser or its driver answered instead of doing it.
struct BrowserError: Error, CustomStringConvertible {
  var description: String
}

/// A running chromedriver: the W3C WebDriver protocol over loopback.
///
/// Limits: browsers resolve no name but 127.0.0.1 and keep everything in a folder of their own.
/// Source: W3C WebDriver, <https://www.w3.org/TR/webdriver2/>.
struct WebDriver: Sendable {
  let port: Int
  private let process: ChildProcess
  private let folder: String

  /// A folder that nobody has; its name is short, for a browser's socket lies in it.
  static func newFolder() -> String {
    let name = String(UInt32.random(in: .min ... .max), radix: 36)
    return FileManager.default.temporaryDirectory.path + "/cb-\(name)"
  }

  /// Starts a driver on a port that it chooses, with its files below `folder`.
  static func start(in folder: String) async throws -> WebDriver {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let log = folder + "/chromedriver.out"
    var environment = ["PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8"]
    environment["TMPDIR"] = folder
    environment["HOME"] = folder
    // Browsers outlive their driver; in processes of their own they all end with the first of them.
    let user = geteuid() == 0 ? [] : ["--user", "--map-root-user"]
    let apart = user + ["--pid", "--fork", "--kill-child", "--mount-proc"]
    let process = try ChildProcess.start(
      Launch(
        "unshare", apart + ["chromedriver", "--port=0", "--log-level=WARNING"],
        environment: environment, output: .file(log), error: .file(folder + "/chromedriver.err")))
    let deadline = MonotonicClock.now() + .seconds(20)
    while MonotonicClock.now() < deadline, process.exitStatus == nil {
      if let port = announcedPort(in: log) {
        return WebDriver(port: port, process: process, folder: folder)
      }
      try await Task.sleep(for: .milliseconds(50))
    }
    try process.signal(SIGKILL)
    throw BrowserError(description: "chromedriver names no port in \(log)")
  }

  /// Opens a browser with a profile of its own.
  ///
  /// A page has a minute: fifteen seconds were not enough once, with four browsers on two cores.
  func open(_ name: String, width: Int = 1280, height: Int = 900) async throws -> Browser {
    let profile = "\(folder)/\(name)"
    let arguments: [JSONValue] = [
      "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
      "--no-first-run", "--disable-background-networking", "--disable-component-update",
      "--disable-sync", "--disable-extensions", "--no-proxy-server", "--force-color-profile=srgb",
      "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
      .string("--user-data-dir=\(profile)"), .string("--window-size=\(width),\(height)"),
    ]
    let answer = try await ask(
      "POST", "/session",
      [
        "capabilities": [
          "alwaysMatch": [
            "browserName": "chrome", "timeouts": ["implicit": 0, "pageLoad": 60_000],
            "goog:chromeOptions": ["args": .array(arguments)],
          ]
        ]
      ])
    guard let session = answer["sessionId"]?.text else {
      throw BrowserError(description: "a new session without an id: \(answer)")
    }
    return Browser(driver: self, session: session, name: name)
  }

  /// One command of the protocol; the answer's `value`, or its error.
  func ask(_ method: String, _ path: String, _ body: JSONValue? = nil) async throws -> JSONValue {
    let answer = try await PlainHTTP(port: port).send(
      method, path, headers: [("content-type", "application/json; charset=utf-8")],
      body: try body.map { try CanonicalJSON.line($0) } ?? "", within: .seconds(90))
    let value = try CanonicalJSON.decode(JSONValue.self, from: answer.text)["value"] ?? .null
    guard answer.status == 200 else {
      let message = value["message"]?.text ?? answer.text
      throw BrowserError(
        description: "\(method) \(path): \(value["error"]?.text ?? ""): \(message.prefix(600))")
    }
    return value
  }

  /// Ends the driver, its browsers with it, and removes their files.
  func stop() async {
    try? process.signal(SIGKILL)
    _ = await process.wait()
    // The kernel takes its pid namespace apart after its first process was reaped.
    for _ in 0..<100 where (try? Command.run("pgrep", ["-f", folder]))?.output.isEmpty == false {
      try? await Task.sleep(for: .milliseconds(20))
    }
    try? FileManager.default.removeItem(atPath: folder)
  }

  private static func announcedPort(in log: String) -> Int? {
    guard let text = try? String(contentsOfFile: log, encoding: .utf8),
      let phrase = text.range(of: "successfully on port ")
    else { return nil }
    let rest = text[phrase.upperBound...]
    let digits = rest.prefix { $0.isNumber }
    return rest.dropFirst(digits.count).isEmpty ? nil : Int(digits)
  }
}
