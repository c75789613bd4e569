import Findings
import Ledger
import Testing
import Vocabulary

@testable import Console

/// The list of findings and the page of one.
@Suite(.hangLimit) struct FindingPageTests {
  private func sheet(_ name: String) throws -> FindingSheet {
    let team = try ProgramTeam.busy()
    return try withExtendedLifetime(team) { try team.reading().finding(name) }
  }

  @Test("A draft lacks a person, a date and a re-test, and the page says which commands give them")
  func draft() throws {
    let sheet = try sheet("F-4")
    let open = sheet.steps.filter { !$0.isDone }
    #expect(open.compactMap(\.command).contains("cygnet finding assign F-4 --owner NAME"))
    #expect(open.compactMap(\.command).contains("cygnet finding assign F-4 --due YYYY-MM-DD"))
    #expect(open.compactMap(\.command).contains("cygnet finding assign F-4 --retest \"…\""))
    #expect(
      sheet.steps.filter(\.isDone).map(\.text) == [
        "It has a link to its evidence", "It has its blast radius", "It has a trial that counts",
      ])
  }

  @Test("An open one needs a claim; a claimed one trials on six seeds; a verified one nothing")
  func way() throws {
    let open = try sheet("F-1").steps.filter { !$0.isDone }
    #expect(open.first?.command == "cygnet finding claim F-1 --fix \"…\"" && open.count == 2)
    let claimed = try sheet("F-3").steps.filter { !$0.isDone }
    #expect(claimed.map(\.command) == ["cygnet finding retest F-3"])
    #expect(claimed.first?.text.contains("6 trials on as many seeds") == true)
    #expect(claimed.first?.text.contains("not shown in 2 of 6 trials") == true)
    #expect(try sheet("F-6").steps.allSatisfy(\.isDone))
  }

  @Test("What only people can show to be mended needs exercises of people")
  func people() throws {
    let team = try ProgramTeam()
    try team.add(
      ProgramSamples.opened(1, proof: .people) + ProgramSamples.agreed(1, due: "2027-02-01"))
    let last = try team.reading().finding("F-1").steps.last
    #expect(last?.text == "People pass 2 exercises since then" && last?.isDone == false)
  }

  @Test("The page has trials, likelihood with its interval, people, dates and the whole history")
  func page() throws {
    let team = try ProgramTeam.busy()
    let page = try team.page(.finding("F-3"))
    for words in [
      "B 5 × 0.17 (0/2) = 0.8", "80 % interval 0.00 to", "of all trials 1/3", "Ada Obi",
      "2027-02-02", "the same mission, six seeds", "said to be mended: commit 4f1c",
      "not shown in etcd-quorum/s2", "opened: A claim was broken", "class=\"likelihood\"",
    ] { #expect(page.contains(words), "\(words)") }
  }

  @Test("The list is cut by status, owner and service, and says how many there are")
  func filter() throws {
    let team = try ProgramTeam.busy()
    defer { withExtendedLifetime(team) {} }
    let reading = try team.reading()
    func ids(_ query: [String: String]) throws -> [FindingID] {
      try reading.findings(.init(query: query)).rows.map(\.id)
    }
    #expect(Set(try ids([:])) == ["F-1", "F-2", "F-3", "F-4", "F-5"])
    #expect(try ids(["status": "verified"]) == ["F-6"])
    #expect(try ids(["status": "overdue"]) == ["F-2"])
    #expect(try ids(["status": "all"]).count == 6)
    #expect(Set(try ids(["owner": "ada obi"])) == ["F-1", "F-2", "F-3"])
    #expect(try ids(["service": "payments"]) == [])
    #expect(try ids(["status": "junk"]).count == 5)
  }

  @Test("Pages of the list lead to each other and keep the filter; beyond the end is the last one")
  func pages() throws {
    let team = try ProgramTeam()
    try team.add((1...120).flatMap { ProgramSamples.opened($0) })
    let first = try team.page(.findings, ["service": "orders"])
    #expect(first.contains("1 to 50 of 120") && first.contains("page 1 of 3"))
    #expect(first.contains("href=\"/program/findings?service=orders&amp;page=2\""))
    #expect(!first.contains("rel=\"prev\""))
    let last = try team.page(.findings, ["service": "orders", "page": "999"])
    #expect(last.contains("101 to 120 of 120") && !last.contains("rel=\"next\""))
    #expect(last.contains("<option value=\"orders\" selected>"))
  }

  @Test(
    "What somebody asked for comes back from the address that it makes",
    arguments: ["Ada Obi", "a&b=c", "ä ö%+", "\"><script>", "#x?y"])
  func address(owner: String) throws {
    var wish = FindingsList.Wish()
    (wish.owner, wish.status, wish.page) = (owner, "open", 3)
    let target = "/program/findings" + wish.query(page: 3)
    let parts = try #require(WebRequest.parts(ofTarget: target))
    #expect(FindingsList.Wish(query: parts.query) == wish)
  }

  @Test(
    "A span is said in the two units that matter",
    arguments: [
      (0, "less than a minute"), (59, "less than a minute"), (60, "1 minute"),
      (3_600, "1 hour"), (12_000, "3 hours 20 minutes"), (86_400, "1 day"),
      (6_400_800, "74 days 2 hours"), (90_060, "1 day 1 hour"),
    ])
  func wait(seconds: Int, words: String) {
    #expect(Wait.words(.seconds(seconds)) == words)
  }
}
