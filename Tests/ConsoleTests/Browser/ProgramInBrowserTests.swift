import Testing
import Vocabulary

@testable import Console

extension BrowserTests {
  /// The pages of a program in a real browser.
  @Suite(.serialized) struct ProgramInBrowserTests {
    private let pages = [
      "", "/board", "/board?quarter=2026Q4", "/coverage", "/trends", "/findings",
      "/findings?status=overdue", "/findings/F-3",
    ]

    /// Opens a team's program as somebody who was invited to it.
    private func seated(
      _ team: ProgramTeam, _ seat: ProgramSeat, _ body: (Browser, String) async throws -> Void
    ) async throws {
      let handed = try ProgramSeats(at: team.place).invite(seat, withFeed: false)
      try await ConsoleHouse(program: team.hall).open { port in
        try await withBrowser { browser in
          let address = "http://127.0.0.1:\(port)/program"
          try await browser.go("\(address)/join/\(handed.invitation)")
          try await browser.element("form[method=post] button").click()
          _ = try await browser.wait(for: "the program", within: .seconds(10)) {
            try await browser.address() == address ? true : nil
          }
          try await body(browser, address)
        }
      }
    }

    @Test(
      "Every page of a program is usable by keyboard, by ear, enlarged, and without colour",
      .timeLimit(.minutes(4)), arguments: [true, false])
    func everyPage(isBusy: Bool) async throws {
      let team = try isBusy ? ProgramTeam.busy() : ProgramTeam()
      try await seated(team, isBusy ? ProgramTeam.planner : ProgramTeam.reader) {
        browser, address in
        let shown = isBusy ? pages : Array(pages.prefix(6))
        for page in shown {
          try await browser.go(address + page)
          let barriers = try await AccessibilityReview(browser: browser).barriers()
          let text = barriers.map(\.description).joined(separator: "\n")
          #expect(barriers.isEmpty, "\(page):\n\(text)")
          let name =
            page.isEmpty
            ? "home"
            : String(page.dropFirst()).map { letter in
              letter.isLetter || letter.isNumber ? String(letter) : "-"
            }.joined()
          try await browser.screenshot(
            to: AccessibilityReview.repository
              + "/.build/screenshots/program-\(isBusy ? "" : "empty-")\(name).png")
        }
      }
    }

    @Test("By keyboard alone: a filter cuts the list, and a row leads to its finding")
    func filter() async throws {
      try await seated(try ProgramTeam.busy(), ProgramTeam.planner) { browser, address in
        try await browser.go(address + "/findings")
        try await browser.run("document.getElementById('filter-status').focus()")
        try await browser.press([.letter("o"), .letter("v"), .letter("e")])
        try await browser.run("document.querySelector('.filter button').focus()")
        try await browser.press([.enter])
        _ = try await browser.wait(for: "the overdue ones", within: .seconds(10)) {
          try await browser.address().contains("status=overdue") ? true : nil
        }
        let text = try await browser.visibleText()
        #expect(text.contains("1 to 1 of 1") && text.contains("The runbook names a wrong host"))
        try await browser.run("document.querySelector('main table a').focus()")
        try await browser.press([.enter])
        _ = try await browser.wait(for: "the finding", within: .seconds(10)) {
          try await browser.address().hasSuffix("/findings/F-2") ? true : nil
        }
        #expect(try await browser.visibleText().contains("its date was missed"))
      }
    }
  }
}
