import Testing

@testable import Debrief

@Suite struct LinkedPageTests {
  @Test(
    "A file that stands alone and is handed out is the page with links", arguments: Fixtures.names)
  func isTheSame(name: String) {
    let input = Fixtures.input(name)
    let served = DebriefPage.linked(DebriefPage.html(input))
    #expect(served == DebriefPage.html(input, assets: .linked))
    #expect(!served.contains("<style") && !served.contains("<script>"))
  }

  @Test("A style or a script that only looks like the page's own stays where it is")
  func isExact() {
    let page = "<style>\nbody{}\n</style>\n<script>alert(1)</script>"
    #expect(DebriefPage.linked(page) == page)
  }
}
