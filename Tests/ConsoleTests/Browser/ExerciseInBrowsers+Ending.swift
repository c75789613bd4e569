import Foundation
import LinuxHost
import Vocabulary

/// What blue could find out, and how it ends.
extension ExerciseInBrowsers {
  /// Looks into everything that blue can reach while the fault is in force.
  mutating func lookAround(
    _ blue: Person, _ secrets: Secrets, _ console: ConsoleProcess
  ) async throws {
    try await crawl(blue, secrets)
    try await blue.open()
    let terminal = try await BlueTerminal.open(
      try await blue.http(), code: blue.code, csrf: try await blue.csrf())
    for line in BlueTerminal.curiosity(secrets) {
      self.terminal = try await terminal.type(line, within: .seconds(60))
    }
    // The search finds what is there: a word that this line does not hold in one piece.
    _ = try await terminal.type("echo cana''ry > /tmp/c7; grep -l '[c]anary' /tmp/* | tr c7 C8")
    // The same once more from where the database runs.
    try await terminal.enter("n1")
    for line in BlueTerminal.curiosity(secrets) {
      self.terminal = try await terminal.type(line, within: .seconds(60))
    }
    await terminal.close()
    let outside = try Command.run(
      "grep", ["-rohiE", secrets.pattern, console.runs], timeout: .seconds(20), limit: 8 << 20)
    wordsInFolder = secrets.found(in: outside.output)
  }

  /// White ends it, two raters grade what no machine can, and white seals it.
  mutating func close(
    _ white: Person, _ blue: Person, _ invitations: Invitations, _ secrets: Secrets
  ) async throws {
    try await blue.open()
    try await blue.browser.send(
      "decide", [("response", "call the network team"), ("text", "they own the racks")])
    try await isCalm(white)
    try await white.open()
    try await white.browser.send("finish")
    _ = try await white.wait(for: "end", within: .seconds(60)) { view in
      view["header"]?["phase"] == "ended" ? true : nil
    }
    try await blue.open()
    try await blue.browser.send("hand-over", [("text", "the member that both hear leads")])
    try await grade(white, photograph: "white-grading")
    // The second rater sits down at the same machine, with nothing of the first one's session.
    try await white.browser.forgetCookies()
    let second = try await Person.join(
      "Walt", by: try invitations.link(of: "Walt"), in: white.browser, at: white.console,
      code: white.code)
    try await grade(second, photograph: nil)
    try await look(second, "white-seal", "seal")
    try await second.open("seal")
    try await second.browser.send("seal")
    ending = try await second.wait(for: "seal", within: .seconds(60)) { view in
      view["header"]?["phase"] == "sealed" ? view : nil
    }
    try await crawl(blue, secrets)
    try await look(blue, "blue-after", "")
    try await second.open("seal")
    try await second.browser.send("reveal")
    _ = try await second.wait(for: "reveal", within: .seconds(20)) { view in
      view["header"]?["phase"] == "revealed" ? true : nil
    }
  }

  /// White ends nothing while there is unrest: to look around costs the member on that host so much
  /// that it may answer late, and what does not hold to the end is not contained.
  private func isCalm(_ white: Person) async throws {
    var since: Nanoseconds?
    _ = try await white.wait(for: "reserve for five seconds", within: .seconds(60)) { view in
      let gauges = view["gauges"]?.elements ?? []
      let isWhole = ["1 may still fail", "100 % acknowledged"].allSatisfy { words in
        gauges.contains { $0["value"]?.text?.contains(words) == true }
      }
      since = isWhole ? since ?? MonotonicClock.now() : nil
      return since.flatMap { MonotonicClock.now() - $0 >= .seconds(5) ? true : nil }
    }
  }

  /// Grades everything that waits for this rater.
  private mutating func grade(_ rater: Person, photograph page: String?) async throws {
    if let page { try await look(rater, page, "grading") }
    let items = try await rater.view()["grading"]?.elements ?? []
    for item in items where item["own"]?.text == nil {
      guard let subject = item["subject"]?.text, let grade = item["grades"]?.elements?.first?.text
      else { continue }
      try await rater.open("grading")
      try await rater.browser.send(
        "grade", [("subject", subject), ("grade", grade), ("reason", "as the record shows")])
      _ = try await rater.wait(for: "grade of \(subject)", within: .seconds(10)) { view in
        view["grading"]?.elements?.first { $0["subject"]?.text == subject && $0["own"] != nil }
      }
    }
  }

  /// Everybody reads the debrief; the console's score is compared with the one of the folder.
  mutating func debrief(
    _ people: [Person], _ secrets: Secrets, _ console: ConsoleProcess
  ) async throws {
    // It is the same page for all; a reader of each role must get it.
    for person in people where person.name != "Wanda" {
      try await person.open("debrief")
      _ = try await person.browser.element("main h2", within: .seconds(10))
    }
    try await look(people[2], "debrief", "debrief")
    let code = people[0].code
    let shown = try await people[2].http().send("GET", "/x/\(code)/debrief?as=json")
    shownScore = try CanonicalJSON.decode(JSONValue.self, from: shown.text)
    let folder = "\(console.runs)/live/\(code)"
    isSealIntact = (try? console.cygnet(["evidence", "verify", folder])) != nil
    let score = try console.cygnet(["evidence", "score", "--json", folder])
    computedScore = try CanonicalJSON.decode(JSONValue.self, from: score)
    var after = Crawler(port: console.port, code: code, cookie: try await people[2].cookie())
    try await after.crawl(limit: 120)
    wordsAfterReveal = after.words(of: secrets)
  }

  /// Opens a page, reviews it and keeps a picture of it.
  mutating func look(_ person: Person, _ name: String, _ page: String) async throws {
    try await look([(person, [(name, page)])])
  }

  /// The same for several people at once, each at a browser of their own.
  mutating func look(_ work: [(person: Person, pages: [(name: String, page: String)])]) async throws
  {
    let found = try await withThrowingTaskGroup(of: [(String, [Barrier])].self) { group in
      for (person, pages) in work {
        group.addTask {
          var found: [(String, [Barrier])] = []
          for (name, page) in pages {
            found.append((name, try await Self.review(person, name, page)))
          }
          return found
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    for (name, list) in found {
      barriers[name] = list
      pages.append(name)
    }
  }

  private static func review(_ person: Person, _ name: String, _ page: String) async throws
    -> [Barrier]
  {
    try await person.open(page)
    try await person.browser.screenshot(
      to: AccessibilityReview.repository + "/.build/screenshots/\(name).png")
    return try await AccessibilityReview(browser: person.browser).barriers()
  }

  /// Everything that blue's session gets, and that red's gets for comparison.
  mutating func crawl(_ blue: Person, _ secrets: Secrets) async throws {
    var crawler = Crawler(
      port: blue.console.port, code: blue.code, cookie: try await blue.cookie())
    try await crawler.crawl()
    leaks += crawler.leaks(secrets)
    answers += crawler.answers.count
  }
}
