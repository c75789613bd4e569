import Exercises
import Testing
import Vocabulary

@testable import Console

extension BrowserTests {
  /// What a person does at the lanes and at red's desk, in a real browser.
  @Suite(.serialized) struct DeskTests {
    private let code = ConsoleHouse.code

    private func seated(
      _ role: Role, _ page: String, _ prepare: (DoorDouble) async throws -> Void = { _ in },
      _ body: (Browser, ConsoleHouse) async throws -> Void
    ) async throws {
      let house = ConsoleHouse()
      try await prepare(house.door)
      let invitation = try house.invite("a \(role.rawValue) person", role)
      try await house.open { port in
        try await withBrowser { browser in
          let address = "http://127.0.0.1:\(port)"
          try await browser.join("\(address)/join/\(code)/\(invitation)")
          try await browser.go("\(address)/x/\(code)/\(page)")
          try await body(browser, house)
        }
      }
    }

    /// A clock that has run for some seconds: the double's events are a second apart.
    private func running(_ door: DoorDouble) async throws {
      await door.happen(.white, .preflightBegan)
      await door.happen(.white, .exerciseStarted)
      for number in 1...90 {
        await door.happen(.system, "tick", ["number": .integer(Int64(number))])
      }
    }

    private func value(_ browser: Browser, _ id: String) async throws -> String {
      try await browser.run("return document.getElementById(arguments[0]).value", [.string(id)])
        .text ?? ""
    }

    private func noted(_ house: ConsoleHouse) async -> [ExerciseCommand] {
      await house.door.performed.filter { $0.name == "note" }
    }

    @Test(
      "By keyboard alone: m leads to the moment, arrows move it, n notes at it",
      .timeLimit(.minutes(2)))
    func keyboard() async throws {
      try await seated(.white, "", running) { browser, house in
        try await browser.element("#cursor-at", within: .seconds(5)).browser.press([.letter("m")])
        try await browser.press(Array(repeating: .left, count: 5))
        let says = try await browser.element("#cursor-says").text()
        let isShown = try await browser.run(
          "return document.getElementById('cursor-line').classList.contains('on')")
        #expect(isShown == true)
        try await browser.press([.letter("n")])
        #expect(try await value(browser, "note-at") == says)
        let text = try await browser.run("return document.activeElement.id")
        #expect(text == "note-text")
        try await browser.screenshot(
          to: AccessibilityReview.repository + "/.build/screenshots/desk-cursor.png")
        try await browser.press([.letter("x"), .letter("n"), .enter])
        _ = try await browser.wait(for: "note", within: .seconds(5)) {
          await noted(house).isEmpty ? nil : true
        }
        let moment = try #require(ClockText.read(says))
        #expect(await noted(house) == [.note(text: "xn", atNs: moment)])
        #expect(moment > .seconds(60) && moment < .seconds(95), "\(says)")
        // The form is empty again, and away from the slider a note is of now.
        _ = try await browser.wait(for: "an empty form", within: .seconds(5)) {
          try await value(browser, "note-at").isEmpty ? true : nil
        }
        try await browser.press([.escape, .letter("n")])
        #expect(try await value(browser, "note-at") == "")
      }
    }

    @Test(
      "The moment under the pointer is the one that n notes at, and away from it there is none",
      .timeLimit(.minutes(2)))
    func pointer() async throws {
      try await seated(.white, "", running) { browser, _ in
        _ = try await browser.element("#cursor-at", within: .seconds(5))
        let box = try await browser.run(
          """
          const svg = document.querySelector('svg[data-end-ms]');
          svg.scrollIntoView({block: 'center'});
          const box = svg.getBoundingClientRect();
          const share = (96 + (1090 - 96) * 30000 / Number(svg.dataset.endMs)) / 1100;
          return [Math.round(box.left + box.width * share), Math.round(box.top + box.height / 2)];
          """)
        let (x, y) = (box.elements?[0].whole ?? 0, box.elements?[1].whole ?? 0)
        try await browser.develop(
          "Input.dispatchMouseEvent",
          ["type": "mouseMoved", "x": .integer(x), "y": .integer(y)])
        try await browser.press([.letter("n")])
        let at = try await value(browser, "note-at")
        #expect(["0:29", "00:29", "00:30", "00:31"].contains(at), "\(at)")
        try await browser.run("document.getElementById('note-at').value = ''")
        try await browser.develop(
          "Input.dispatchMouseEvent", ["type": "mouseMoved", "x": 3, "y": 3])
        try await browser.press([.escape, .letter("n")])
        #expect(try await value(browser, "note-at") == "")
      }
    }

    @Test(
      "Mistakes come and go as one types, a mistake leads to its place, and nothing is lost",
      .timeLimit(.minutes(2)))
    func editor() async throws {
      try await seated(.red, "editor") { browser, house in
        let area = try await browser.element("#mission-text", within: .seconds(5))
        try await area.fill("mission: a\nsteps:\n  wrong: 1\n")
        _ = try await browser.wait(for: "a mistake", within: .seconds(5)) {
          try await browser.element("#review-said").text().contains("1 mistake") ? true : nil
        }
        try await browser.screenshot(
          to: AccessibilityReview.repository + "/.build/screenshots/desk-editor-mistake.png")
        try await browser.element("[data-line]").click()
        #expect(try await browser.element("#caret").text() == "line 3, column 3")
        let place = try await browser.run("return document.activeElement.selectionStart")
        #expect(place == 20)
        try await browser.press([.letter("x")])
        try await browser.element("#form-draft button[value=draft]").click()
        _ = try await browser.wait(for: "a kept draft", within: .seconds(5)) {
          await house.door.texts.draft == "mission: a\nsteps:\n  xwrong: 1\n" ? true : nil
        }
        // The page has looked at the server meanwhile, and the text is as it was typed.
        try await Task.sleep(for: .seconds(1))
        #expect(try await value(browser, "mission-text") == "mission: a\nsteps:\n  xwrong: 1\n")
        try await browser.element("#mission-text").fill("mission: a\n")
        _ = try await browser.wait(for: "no mistake", within: .seconds(5)) {
          try await browser.element("#review-said").text().contains("No mistakes") ? true : nil
        }
        try await browser.screenshot(
          to: AccessibilityReview.repository + "/.build/screenshots/desk-editor.png")
      }
    }

    @Test("White sees what a terminal shows as it comes", .timeLimit(.minutes(1)))
    func watching() async throws {
      try await seated(.white, "watch/1") { browser, _ in
        _ = try await browser.wait(for: "the screen", within: .seconds(5)) {
          try await browser.element(".screen").text().contains("ops@ops $") ? true : nil
        }
        #expect(try await browser.elements("[data-input], [data-bytes]").isEmpty)
        try await browser.screenshot(
          to: AccessibilityReview.repository + "/.build/screenshots/desk-watch.png")
      }
    }
  }
}
