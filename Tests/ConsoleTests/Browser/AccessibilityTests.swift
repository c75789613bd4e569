import Testing
import Vocabulary

/// A page with one barrier, and the rule that must find it.
struct BadPage: Sendable, CustomTestStringConvertible {
  let rule: String
  /// What stands in its main part.
  var main = ""
  /// The tag that opens the page, its head and what stands beside its main part.
  var opening = "<html lang=en>"
  var head = ""
  var beside = ""

  var testDescription: String { "\(rule): \(main)\(head)\(beside)" }

  var html: String {
    """
    <!doctype html>\(opening)<head><meta charset=utf-8><title>A page</title>\(head)
    <style>body { color: #222; background: #fff; font: 16px sans-serif }
    :focus-visible { outline: 3px solid #05c }</style></head>
    <body><header><a href="#x">Start</a></header>
    <main id=x><h1>Things</h1>\(main)</main>\(beside)</body></html>
    """
  }

  static let all: [BadPage] = [
    .init(rule: "lang", opening: "<html>"),
    .init(rule: "title", head: "<script>document.title = ''</script>"),
    .init(
      rule: "zoom-forbidden", head: "<meta name=viewport content='width=1, user-scalable=no'>"),
    .init(rule: "id", main: "<p id=a>one</p><p id=a>two</p>"),
    .init(rule: "label", main: "<input placeholder=Name>"),
    .init(rule: "label", main: "Host <select><option>n1</select>"),
    .init(rule: "name", main: "<button><span aria-hidden=true>×</span></button>"),
    .init(rule: "name", main: "<a href='#y'></a>"),
    .init(rule: "picture", main: "<svg width=9 height=9><rect width=9 height=9 /></svg>"),
    .init(rule: "group", main: "<fieldset><label>a <input></label></fieldset>"),
    .init(rule: "table", main: "<table><tr><td>1</td></tr></table>"),
    .init(rule: "heading", main: "<h1>Another</h1>"),
    .init(rule: "heading-order", main: "<h3>Deep</h3>"),
    .init(rule: "landmark", beside: "<p>Nowhere</p>"),
    .init(rule: "landmark", beside: "<main>Second</main>"),
    .init(rule: "role", main: "<p role=buton>x</p>"),
    .init(rule: "role", main: "<p aria-lable=x>x</p>"),
    .init(rule: "role", main: "<button aria-describedby=nothing>x</button>"),
    .init(rule: "role", main: "<div aria-hidden=true><button>x</button></div>"),
    .init(rule: "live", main: "<ul id=alerts><li>NoLeader</li></ul>"),
    .init(rule: "tabindex", main: "<button tabindex=3>x</button>"),
    .init(rule: "contrast", main: "<p style='color:#8a8a8a'>pale</p>"),
    .init(rule: "contrast", main: "<p style='opacity:.5'>faint</p>"),
    .init(
      rule: "contrast",
      main: """
        <svg role=img aria-label=bars width=90 height=30><rect width=90 height=30 fill="#a00"/>
        <text x=5 y=20 fill="#222">bar</text></svg>
        """),
    .init(
      rule: "contrast",
      head: """
        <style>@media (prefers-color-scheme: dark) { html { color-scheme: dark }
        main { background: #222 } }</style>
        """),
    .init(
      rule: "colour-only",
      main: """
        <span class=badge style='display:inline-block;width:9px;height:9px;background:red'></span>
        """),
    .init(
      rule: "colour-only", main: "<p>See <a href='#y' style='text-decoration:none'>it</a> now</p>"),
    .init(rule: "keyboard", main: "<div onclick='a()'>press</div>"),
    .init(
      rule: "keyboard",
      main: """
        <button>a</button><button id=b>b</button><button>c</button>
        <script>b.onfocus = () => document.querySelector('a').focus()</script>
        """),
    .init(
      rule: "trap",
      main: "<textarea aria-label=t onkeydown='event.preventDefault()'></textarea>"),
    .init(rule: "focus", main: "<button style='outline:none'>x</button>"),
    .init(rule: "zoom", main: "<p style='width:900px'>wide</p>"),
    .init(
      rule: "zoom",
      main: "<p style='width:60px;overflow:hidden;white-space:nowrap'>cut off here</p>"
    ),
  ]
}

extension BrowserTests {
  @Suite(.serialized) struct AccessibilityTests {
    @Test("Each rule finds the page that breaks it", .timeLimit(.minutes(2)))
    func controls() async throws {
      try await withBrowser { browser in
        for bad in BadPage.all {
          try await browser.go(page(bad.html))
          let found = try await AccessibilityReview(browser: browser).barriers()
          #expect(
            found.contains { $0.rule == bad.rule }, "\(bad.testDescription) passed: \(found)")
        }
      }
    }

    @Test("A page without barriers has none found", .timeLimit(.minutes(1)))
    func good() async throws {
      let good = BadPage(
        rule: "none",
        main: """
          <nav aria-label=Pages><a href="#y">Alerts</a></nav><h2 id=y>Alerts</h2>
          <ul id=alerts aria-live=polite><li><span class=badge>firing</span> NoLeader</li></ul>
          <form><label for=h>Host</label> <select id=h><option>n1</select>
          <fieldset><legend>How</legend><label><input type=radio name=r> fast</label>
          <label><input type=radio name=r> slow</label></fieldset>
          <label>Text <textarea></textarea></label><button>Send</button></form>
          <svg role=img aria-label=bars width=90 height=30><rect width=90 height=30 fill="#a00"/>
          <text x=5 y=20 fill="#fff">bar</text></svg>
          <details><summary>More</summary><p>See <a href='#y'>it</a> now</p></details>
          <table><tr><th>Step</th></tr><tr><td>1</td></tr></table>
          """)
      try await withBrowser { browser in
        try await browser.go(page(good.html))
        let found = try await AccessibilityReview(browser: browser).barriers()
        #expect(found == [])
      }
    }
  }
}
