import Foundation
import Testing
import Vocabulary

@testable import Debrief

@Suite struct PeoplePageTests {
  private let page = DebriefPage.html(PeopleExercise.input)

  @Test func `The page of an exercise with people is well formed`() {
    #expect(TagCheck.problems(in: page) == [])
  }

  @Test func `A page for a server holds no style and no script of its own`() {
    let page = DebriefPage.html(PeopleExercise.input, assets: .linked)
    #expect(!page.contains("<style") && !page.contains(" style=\"") && !page.contains("<script>"))
    #expect(page.contains("<link rel=\"stylesheet\" href=\"/assets/debrief.css\">"))
    #expect(page.contains("<script src=\"/assets/replay.js\"></script>"))
    #expect(!page.contains("Content-Security-Policy"))
    #expect(TagCheck.problems(in: page) == [])
    let own = DebriefPage.html(PeopleExercise.input)
    #expect(own.contains("script-src 'sha256-\(ReplayScript.sha256)'"))
  }

  @Test func `No page has a handler or a style in a tag`() {
    for (_, input) in Fixtures.all {
      let page = DebriefPage.html(input)
      #expect(!page.contains(" style=\"") && !page.contains(" onclick"))
    }
  }

  @Test func `A pause is a hatched seam, and every time is exercise time`() {
    #expect(PeopleExercise.input.score.times.t2Ns == .seconds(66.7))
    #expect(page.contains("class=\"pause\""))
    #expect(page.contains("the fire alarm rang"))
    #expect(!page.contains("186.700"))
    #expect(!DebriefPage.html(QuorumErosion.input).contains("class=\"pause\""))
  }

  @Test func `Beliefs stand on top of each other, each in its own pattern with its name`() {
    let beliefs = Facts(PeopleExercise.input).beliefs
    #expect(beliefs.map(\.name) == ["H1", "H2", "H3"])
    #expect(beliefs.map(\.endNs) == [.seconds(58), nil, nil])
    #expect(page.contains("class=\"belief-a\"") && page.contains("class=\"belief-c\""))
    #expect(page.contains("H3 disk.slow n1 ✓"))
  }

  @Test func `A surer belief displaces what no longer fits beside it`() {
    let beliefs = Facts(QuorumErosion.input).beliefs
    #expect(beliefs.map(\.endNs) == [.seconds(66.7), nil])
  }

  @Test func `The replay's tables hold what was seen, done and true, each with its span`() throws {
    let facts = Facts(PeopleExercise.input)
    let seen = ReplayTables.seen(facts)
    let alert = try #require(seen.rows.first { $0.cells[2].contains("WriteUnavailable") })
    #expect(alert.fromNs == .seconds(31.4) && alert.toNs == .seconds(93))
    let truths = ReplayTables.truths(facts)
    let disk = try #require(truths.rows.first { $0.cells[2].contains("in effect") })
    #expect(disk.fromNs == .seconds(20.28))
    let done = ReplayTables.done(facts)
    #expect(done.rows.contains { $0.cells[2].contains("H1 withdrawn (Bo)") })
    #expect(!seen.rows.contains { $0.cells[2].contains("disk.slow") })
    #expect(page.contains("data-from=\"31400\" data-to=\"93000\""))
    #expect(page.contains("data-jump=\"66700\""))
  }

  @Test func `What people said, their grades, red and the gaps are on the page and in Markdown`() {
    let markdown = DebriefText.markdown(PeopleExercise.input)
    for text in [page, markdown] {
      for words in [
        "They look at the network.", "may the cut come first?", "Ida has the terminal.",
        "before T1", "slow-disk held back", "Wim: partial", "1 gap undone", "Ida Moe",
        "confidential",
      ] { #expect(text.contains(words), "\(words)") }
    }
    #expect(page.contains("brisk-heron-42"))
  }

  @Test func `A command of a terminal that the key prefers is right`() {
    let moves = Facts(PeopleExercise.input).moves.filter { $0.kind == .action }
    #expect(moves.map(\.grade) == [.neutral, .right])
  }

  @Test func `The debrief as data says the same`() throws {
    let text = try DebriefText.json(PeopleExercise.input)
    #expect(text == (try DebriefText.json(PeopleExercise.input)))
    let value = try CanonicalJSON.decode(JSONValue.self, from: Data(text.utf8))
    #expect(value["classification"]?.text == "confidential")
    #expect(value["red"]?["outcome"]?.text == "before T1")
    #expect(value["gaps"]?.elements?.count == 2)
    #expect(value["beliefs"]?.elements?.count == 3)
    #expect(value["pauses"]?.elements?.first?["reason"]?.text == "the fire alarm rang")
    #expect(value["grades"]?.elements?.first?["stands"]?.text == "partial")
    #expect(value["agreement"]?["coefficient"]?.double != nil)
  }

  @Test func `What cannot be taken back is a point in the picture, not a bar to the end`() throws {
    var input = PeopleExercise.input
    input.plan.steps.append(
      Fixtures.step("backup", "backup.take", on: ["n2"], verb: .operate))
    input.plan.steps[2].lifeNs = nil
    input.faults.append(
      Fixtures.fault(
        "backup", "backup.take", on: ["n2"], commanded: 5, effective: 5.4, healed: nil,
        proof: "1,204 keys"))
    let facts = Facts(input)
    #expect(facts.isOneShot(input.faults[2]))
    #expect(!facts.isOneShot(input.faults[1]))
    let picture = TimelinePicture.svg(input)
    #expect(picture.contains("done once and not undone"))
    #expect(TagCheck.problems(in: picture) == [])
  }

  @Test func `A hostile terminal, note, owner and code are text`() {
    let payload = HostileExercise.payload
    var input = PeopleExercise.input
    input.code = payload
    input.classification = payload
    input.terminals = [
      TerminalOutput(
        number: 1, title: payload, frames: [.init(timeNs: .zero, text: payload + "\n")])
    ]
    let fields: [String: JSONValue] = ["text": .string(payload), "by": .string(payload)]
    input.timeline.append(
      TimelineEvent(
        sequence: 900, timeNs: .seconds(60), lane: .white, kind: .noteTaken, fields: fields))
    let assignment = GapAssignment(
      gap: Gap.noAlert.rawValue, owner: payload, due: "2027-01-01", retest: payload)
    input.workshop = GapWorkshop(
      [.noAlert],
      log: [
        TimelineEvent(
          sequence: 0, timeNs: .zero, lane: .white, kind: .gapAssigned,
          fields: assignment.fields(by: payload))
      ])
    for assets in [DebriefPage.Assets.inline, .linked] {
      let page = DebriefPage.html(input, assets: assets)
      #expect(TagCheck.problems(in: page) == [])
      #expect(!page.replacing(ReplayScript.text, with: "").contains("alert('x')"))
      #expect(!page.contains("\u{1b}") && !page.contains("\u{202e}"))
    }
  }
}

@Suite struct PlainTerminalTests {
  private func lines(_ texts: String...) -> [String] {
    PlainTerminal(
      TerminalOutput(
        number: 1, title: "", frames: texts.map { .init(timeNs: .seconds(1), text: $0) })
    ).lines.map(\.text)
  }

  @Test(
    "Escape sequences change the line or are dropped",
    arguments: [
      ("a\u{1b}[31mb\u{1b}[0mc\n", "abc"), ("\u{1b}]0;title\u{7}x\n", "x"),
      ("\u{1b}]0;title\u{1b}\\x\n", "x"), ("abc\rX\n", "Xbc"), ("ab\u{8}c\n", "ac"),
      ("abc\r\u{1b}[K\n", ""), ("a\tb\n", "a       b"), ("\u{1b}(Bx\u{7}\n", "x"),
      ("a\u{202e}b\n", "a\u{fffd}b"),
    ])
  func sequences(text: String, line: String) { #expect(lines(text) == [line]) }

  @Test func `A sequence that is torn between two frames is still one`() {
    #expect(lines("a\u{1b}", "[3", "1mb\n") == ["ab"])
  }

  @Test func `Only the last lines of a long recording are kept, and the rest is counted`() {
    let text = (0..<2_005).map { "line \($0)\n" }.joined()
    let plain = PlainTerminal(
      TerminalOutput(number: 1, title: "", frames: [.init(timeNs: .zero, text: text)]))
    #expect(plain.lines.count == 2_000 && plain.dropped == 5)
    #expect(plain.lines.last?.text == "line 2004")
  }
}
