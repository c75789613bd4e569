import Foundation
import Testing
import Vocabulary

@testable import Debrief

@Suite struct PageTests {
  @Test("Every exercise gives a page in which every tag is closed", arguments: Fixtures.names)
  func isWellFormed(name: String) throws {
    let page = DebriefPage.html(Fixtures.input(name))
    #expect(TagCheck.problems(in: page) == [])
  }

  @Test("The tag check sees what it is for")
  func tagCheckHasTeeth() {
    #expect(TagCheck.problems(in: "<p><b>x</p></b>") != [])
    #expect(TagCheck.problems(in: "<p>x") != [])
    #expect(TagCheck.problems(in: "<p>a < b</p>") != [])
    #expect(TagCheck.problems(in: "<p>a & b</p>") != [])
    #expect(TagCheck.problems(in: "<p id=\"a\"></p><p id=\"a\"></p>") != [])
    #expect(TagCheck.problems(in: "<p class=\"a\">a &amp; b<br></p>") == [])
  }

  @Test("Every section stands in every page", arguments: Fixtures.names)
  func sectionsExist(name: String) {
    let page = DebriefPage.html(Fixtures.input(name))
    for part in [
      "<html lang=\"en\">", "<h1>", "class=\"lead\"", "class=\"strip\"", "id=\"what-happened\"",
      "id=\"verdicts\"", "id=\"proofs\"", "id=\"score\"", "id=\"twin\"", "id=\"events\"",
      "<footer>", "evidence verify", "cygnet rehearse", "<title>Timeline of the exercise</title>",
      "@media print", "prefers-color-scheme:dark",
    ] { #expect(page.contains(part), "\(part)") }
  }

  @Test("The same exercise is the same bytes", arguments: Fixtures.names)
  func isDeterministic(name: String) {
    let input = Fixtures.input(name)
    #expect(DebriefPage.html(input) == DebriefPage.html(input))
    #expect(DebriefText.markdown(input) == DebriefText.markdown(input))
    #expect(DebriefText.terminal(input) == DebriefText.terminal(input))
  }

  @Test("No page needs another file or the network", arguments: Fixtures.names)
  func isSelfContained(name: String) {
    let page = DebriefPage.html(Fixtures.input(name))
    // One script of constant text stands in it, whose digest the page's own policy names.
    let local = page.replacing("url(#", with: "").replacing("http-equiv", with: "")
      .replacing("<script>\(ReplayScript.text)</script>", with: "")
    for word in ["http", "src=", "@import", "url(", "<link", "<script", "javascript:"] {
      #expect(!local.contains(word), "\(word)")
    }
  }

  @Test("An invalid exercise says so before anything else")
  func invalidComesFirst() throws {
    let page = DebriefPage.html(UnprovedFault.input)
    let banner = try #require(page.range(of: "INVALID EXERCISE"))
    let heading = try #require(page.range(of: "<h1>"))
    #expect(banner.lowerBound < heading.lowerBound)
    #expect(page.contains("<title>INVALID: "))
    #expect(DebriefText.terminal(UnprovedFault.input).hasPrefix("INVALID EXERCISE"))
    #expect(DebriefText.markdown(UnprovedFault.input).hasPrefix("> **INVALID EXERCISE"))
    #expect(!DebriefPage.html(QuorumErosion.input).contains("INVALID"))
  }

  @Test("Each piece of evidence that the score names is a row of the timeline")
  func evidenceLinksLead() {
    let page = DebriefPage.html(QuorumErosion.input)
    for input in QuorumErosion.input.score.inputs {
      for number in input.evidence {
        #expect(page.contains("href=\"#e\(number)\""))
        #expect(page.contains("<tr id=\"e\(number)\">"))
      }
    }
  }

  @Test("Evidence that is not in the timeline is named without a link")
  func missingEvidenceIsNotLinked() {
    let page = DebriefPage.html(HostileExercise.input)
    #expect(page.contains(" event 999") && page.contains("event 1</a>"))
    #expect(!page.contains("#e999"))
  }

  @Test("Every table's headers say what they head", arguments: Fixtures.names)
  func tablesHaveScopes(name: String) {
    let page = DebriefPage.html(Fixtures.input(name))
    #expect(!page.contains("<th>") && !page.contains("<th class"))
    #expect(page.contains("<th scope=\"col\"") && !page.contains("<td scope"))
  }
}

@Suite struct EscapeTests {
  @Test("A hostile name is text and nothing else")
  func hostileNamesAreText() {
    let page = DebriefPage.html(HostileExercise.input)
    let own = "<script>\(ReplayScript.text)</script>"
    #expect(!page.replacing(own, with: "").contains("<script>"))
    #expect(page.contains("&lt;script&gt;"))
    #expect(!page.contains("\u{1b}") && !page.contains("\u{202e}"))
    #expect(TagCheck.problems(in: page) == [])
  }

  @Test("Neither Markdown nor the terminal obeys a hostile name")
  func textIsSafe() {
    let whole = DebriefText.markdown(HostileExercise.input)
    let markdown = whole.split(separator: "\n").filter { !$0.hasPrefix("    ") }
      .joined(separator: "\n")
    #expect(!markdown.contains("<script>") && !markdown.contains("\u{1b}"))
    #expect(!markdown.contains(" | `c`"))
    let terminal = DebriefText.terminal(HostileExercise.input)
    #expect(!terminal.contains("\u{1b}") && !terminal.contains("\u{202e}"))
  }

  @Test("The pictures escape as well")
  func picturesAreSafe() {
    let anomaly = HostileExercise.input.verdicts[0].anomalies[0]
    let ablation = HostileExercise.input.ablation
    for picture in [
      WitnessPicture.svg(anomaly), ablation.map(AblationPicture.svg) ?? "",
      TimelinePicture.svg(HostileExercise.input),
    ] {
      #expect(!picture.contains("<script>"))
      #expect(TagCheck.problems(in: picture) == [])
    }
    #expect(!(ablation.map(AblationPicture.table) ?? "").contains("\u{1b}"))
  }
}

@Suite struct ColourTests {
  @Test("Every text colour has a contrast of 4.5 on both grounds of its scheme")
  func contrast() {
    for scheme in [\DebriefStyle.Colour.light, \.dark] {
      let grounds = DebriefStyle.colours.filter { $0.name == "paper" || $0.name == "card" }
      for colour in DebriefStyle.colours where colour.isText {
        for ground in grounds {
          let ratio = Contrast.ratio(colour[keyPath: scheme], ground[keyPath: scheme])
          #expect(ratio >= 4.5, "\(colour.name) on \(ground.name): \(ratio)")
        }
      }
    }
  }

  @Test("A grey on a grey fails")
  func contrastHasTeeth() { #expect(Contrast.ratio("#888888", "#777777") < 4.5) }
}
