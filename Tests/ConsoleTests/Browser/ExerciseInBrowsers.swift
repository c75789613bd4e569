import Foundation
import LinuxHost
import Vocabulary

/// One exercise of five people, each at a browser, on a real range; what came of it.
///
/// Shape: played once, judged by several tests.
struct ExerciseInBrowsers: Sendable {
  /// What kept people from using a page, by page.
  var barriers: [String: [Barrier]] = [:]
  /// Pages that were looked at and photographed.
  var pages: [String] = []
  /// Where blue's session found a secret before the reveal; requests with words.
  var leaks: [String] = []
  /// How many answers blue's session got before the reveal.
  var answers = 0
  /// Words of the mission that red's session found, and blue's after the reveal.
  var wordsOfRed: Set<String> = []
  var wordsAfterReveal: Set<String> = []
  /// What blue's terminals showed while they looked around.
  var terminal = ""
  /// Words that the same search finds in the run folder, from outside.
  var wordsInFolder: Set<String> = []
  /// What blue's browser showed of the alert.
  var alertPage = ""
  /// The score that the console shows, and that of `cygnet evidence score`.
  var shownScore: JSONValue = .null
  var computedScore: JSONValue = .null
  /// Red's view when the cut was proved, and white's at the end.
  var cut: JSONValue = .null
  var ending: JSONValue = .null
  var isSealIntact = false
  var duration: Nanoseconds = .zero

  /// Plays it, once for all tests of the process.
  static let played = Task { try await play() }

  private static func play() async throws -> ExerciseInBrowsers {
    let folder = FileManager.default.temporaryDirectory.path + "/cx\(getpid())"
    let began = MonotonicClock.now()
    let console = try await ConsoleProcess.start(in: folder)
    do {
      let driver = try await WebDriver.start(in: folder + "/b")
      do {
        var exercise = ExerciseInBrowsers()
        try await exercise.play(console, driver)
        exercise.duration = MonotonicClock.now() - began
        await driver.stop()
        await console.stop()
        try FileManager.default.removeItem(atPath: folder)
        return exercise
      } catch {
        await driver.stop()
        throw error
      }
    } catch {
      await console.stop()
      console.endRange()
      throw BrowserError(description: "\(error)\n\(console.log().suffix(4_000))")
    }
  }

  private mutating func play(_ console: ConsoleProcess, _ driver: WebDriver) async throws {
    let mission =
      AccessibilityReview.repository + "/Tests/Fixtures/missions/"
      + "etcd-obsidiwick-harbour.yaml"
    let new = try console.cygnet([
      "exercise", "new", mission, "--white", "Wanda", "--white", "Walt", "--red", "Rosa", "--blue",
      "Bela", "--observer", "Olga", "--budget", "rehearsal", "--runs", console.runs, "--seed", "7",
    ])
    let invitations = try Invitations(new, console: console)
    let code = invitations.code
    var people: [String: Person] = [:]
    for name in ["Wanda", "Rosa", "Bela", "Olga"] {
      people[name] = try await Person.join(
        name, by: try invitations.link(of: name), in: try await driver.open(name), at: console,
        code: code)
    }
    guard let white = people["Wanda"], let red = people["Rosa"], let blue = people["Bela"],
      let observer = people["Olga"]
    else { preconditionFailure("the four were put in above") }
    let secrets = Secrets.ofTheMission.and(
      // The times once more, as the plan has them; no page shows red a plan in nanoseconds.
      ["2317000000", "271000000000"] + invitations.tokensBut("Bela"))
    try await prepare(white, red, blue, observer, secrets)
    let cutHost = try await fight(white, red, blue, secrets)
    try await respond(white, red, blue, cutHost)
    try await lookAround(blue, secrets, console)
    try await close(white, blue, invitations, secrets)
    try await debrief([white, red, blue, observer], secrets, console)
  }
}

/// What `cygnet exercise new` printed: the exercise's code and a one-time link for each person.
struct Invitations {
  let code: String
  private let links: [(name: String, link: String)]

  init(_ text: String, console: ConsoleProcess) throws {
    var links: [(String, String)] = []
    var code = ""
    for line in text.split(separator: "\n") {
      guard let place = line.firstRange(of: "/join/") else { continue }
      let path = line[place.lowerBound...].prefix { !$0.isWhitespace && $0 != "\"" }
      let parts = path.split(separator: "/")
      guard parts.count == 3 else { continue }
      code = String(parts[1])
      links.append((String(line[..<place.lowerBound]), console.address + path))
    }
    guard !code.isEmpty else { throw BrowserError(description: "no invitations in: \(text)") }
    self.code = code
    self.links = links
  }

  func link(of name: String) throws -> String {
    guard let found = links.first(where: { $0.name.contains(name) }) else {
      throw BrowserError(description: "no invitation for \(name) among \(links)")
    }
    return found.link
  }

  /// The invitations of everybody else.
  func tokensBut(_ name: String) -> [String] {
    links.filter { !$0.name.contains(name) }.compactMap {
      $0.link.split(separator: "/").last.map(String.init)
    }
  }
}
