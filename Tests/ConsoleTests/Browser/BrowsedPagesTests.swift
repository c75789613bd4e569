import Exercises
import Testing
import Vocabulary

extension BrowserTests {
  /// Every page of every role in a real browser, with an exercise of doubles behind it.
  @Suite(.serialized) struct BrowsedPagesTests {
    private let pages: [(role: Role, names: [String])] = [
      (.blue, ["", "actions", "terminal"]), (.red, ["", "mission", "editor", "watch/1"]),
      (.observer, [""]),
      (.white, ["", "mission", "proposal", "watch", "watch/1", "preflight"]),
      (.white, ["grading", "people", "seal"]),
    ]

    @Test(
      "Every page of a role is usable by keyboard, by ear, enlarged, and without colour",
      .timeLimit(.minutes(3)))
    func everyPage() async throws {
      let house = ConsoleHouse()
      try await happen(in: house.door)
      let driver = try await WebDriver.start(in: WebDriver.newFolder())
      do {
        try await house.open { port in
          for (role, names) in pages { try await review(role, names, house, driver, port) }
        }
      } catch {
        await driver.stop()
        throw error
      }
      await driver.stop()
    }

    /// Joins as that role and reviews its pages.
    private func review(
      _ role: Role, _ names: [String], _ house: ConsoleHouse, _ driver: WebDriver, _ port: Int
    ) async throws {
      let code = ConsoleHouse.code
      let browser = try await driver.open(role.rawValue)
      let invitation = try house.invite("a \(role.rawValue) person", role)
      let address = "http://127.0.0.1:\(port)"
      try await browser.join("\(address)/join/\(code)/\(invitation)")
      for name in names {
        try await browser.go("\(address)/x/\(code)/\(name)")
        let barriers = try await AccessibilityReview(browser: browser).barriers()
        let text = barriers.map(\.description).joined(separator: "\n")
        #expect(barriers.isEmpty, "\(role.rawValue)/\(name):\n\(text)")
      }
      await browser.close()
    }

    /// An exercise in its middle, so that no part of a page is empty.
    private func happen(in door: DoorDouble) async throws {
      await door.happen(.white, .preflightBegan)
      await door.happen(.white, .exerciseStarted)
      await door.happen(.red, .stepEffective, step: "cut-leader", ["proof": "3 of 3 probes"])
      await door.happen(
        .system, .alertFired, host: "n1",
        ["alert": "NoLeader", "id": "a1", "source": "alertmanager", "summary": "no leader"])
      await door.happen(
        .blue, .hypothesisPosted,
        [
          "id": "H1", "by": "Ada", "mechanism": "net.cut", "location": "n1", "confidence": 0.6,
          "evidence": ["n1 does not answer"], "text": "a switch",
        ])
      await door.happen(
        .blue, .decisionPosted,
        ["id": "D1", "by": "Ada", "response": "restart-member n2", "text": "cheap and safe"])
      await door.happen(
        .blue, .actionExecuted, host: "n2",
        ["action": "systemctl restart etcd", "exit": 0, "by": "Ada", "duration_ns": 1_840_000_000])
      await door.happen(.white, .cueSent, ["text": "A customer asks why orders hang."])
    }
  }
}
