import Foundation
import LinuxHost
import Testing
import Vocabulary

/// Everything that needs Chromium, one after the other: a browser is a heavy guest.
@Suite(.serialized) enum BrowserTests {}

/// One driver and one browser for a body, gone afterwards whatever it did.
func withBrowser(_ body: (Browser) async throws -> Void) async throws {
  let folder = WebDriver.newFolder()
  let driver = try await WebDriver.start(in: folder)
  do {
    let browser = try await driver.open("one")
    try await body(browser)
    await browser.close()
  } catch {
    await driver.stop()
    throw error
  }
  await driver.stop()
}

/// An address whose page is the text itself.
func page(_ html: String) -> String {
  "data:text/html;charset=utf-8;base64,\(Data(html.utf8).base64EncodedString())"
}

extension BrowserTests {
  @Suite(.serialized) struct WebDriverTests {
    @Test(
      "A person's moves reach a page: typing, clicking, choosing, keys", .timeLimit(.minutes(1)))
    func moves() async throws {
      try await withBrowser { browser in
        try await browser.go(
          page(
            """
            <!doctype html><title>Moves</title><input id=a value=x><button>Go</button>
            <select id=s><option>one<option>two</select><p id=said></p>
            <script>document.querySelector('button').onclick = () => {
              said.textContent = a.value + '/' + s.value }</script>
            """))
        #expect(try await browser.title() == "Moves")
        try await browser.element("#a").fill("größer & <b>")
        try await browser.element("#s").type("two")
        try await browser.element("button").click()
        #expect(try await browser.element("#said").text() == "größer & <b>/two")
        try await browser.element("#a").click()
        try await browser.press([.tab, .enter])
        #expect(try await browser.run("return [1, {a: null}]") == [1, ["a": .null]])
        #expect(try await browser.element("button").accessibleName() == "Go")
        await #expect(throws: BrowserError.self) { try await browser.element("#nowhere") }
      }
    }

    @Test("A screenshot shows the whole page, and tabs keep apart", .timeLimit(.minutes(1)))
    func screenshotAndTabs() async throws {
      try await withBrowser { browser in
        let path =
          FileManager.default.temporaryDirectory.path + "/cygnet-\(UUID().uuidString)/tall.png"
        defer {
          try? FileManager.default.removeItem(
            atPath: (path as NSString).deletingLastPathComponent)
        }
        try await browser.go(page("<title>Tall</title><div style='height:3000px'>tall</div>"))
        try await browser.screenshot(to: path)
        let picture = try #require(FileManager.default.contents(atPath: path))
        #expect(picture.starts(with: [0x89, 0x50, 0x4E, 0x47]))
        // Width and height are the eight bytes after the first chunk's name.
        let height = picture[20..<24].reduce(0) { $0 << 8 | Int($1) }
        #expect(height >= 3000)
        let old = try await browser.openTab()
        try await browser.go(page("<title>Second</title>"))
        try await browser.look(at: old)
        #expect(try await browser.title() == "Tall")
      }
    }

    @Test("A browser of the tests reaches nothing but this machine", .timeLimit(.minutes(1)))
    func staysHere() async throws {
      try await withBrowser { browser in
        await #expect(throws: BrowserError.self) {
          try await browser.go("http://cygnet-test.example/")
        }
      }
    }

    @Test("Driver and browsers end with stop, and so do their files", .timeLimit(.minutes(1)))
    func ends() async throws {
      let folder = WebDriver.newFolder()
      let driver = try await WebDriver.start(in: folder)
      _ = try await driver.open("left-open")
      await driver.stop()
      #expect(!FileManager.default.fileExists(atPath: folder))
      let left = try Command.run("pgrep", ["-f", folder])
      #expect(left.output == "", "\(left.output)")
    }
  }
}
