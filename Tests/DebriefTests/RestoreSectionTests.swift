import Testing
import Vocabulary

@testable import Debrief

@Suite struct RestoreSectionTests {
  private static let restore: RestoreFigures = {
    var restore = RestoreFigures(
      step: "blue-1", backup: "hourly", hosts: ["n1", "n3"], revision: 835,
      commandedNs: .seconds(20))
    restore.takenNs = .seconds(10)
    restore.startedNs = .seconds(21)
    restore.lastAcknowledgedNs = .seconds(14)
    restore.firstAcknowledgedNs = .seconds(22)
    restore.acknowledged = 1136
    restore.lost = 302
    restore.firstLostNs = .seconds(10.4)
    restore.lastLostNs = .seconds(14)
    restore.keys = 20
    restore.behind = ["k0", "k1"]
    return restore
  }()

  private func page(_ restores: [RestoreFigures]) -> (html: String, text: String) {
    var input = QuorumErosion.input
    input.restores = restores
    return (DebriefPage.html(input), DebriefText.markdown(input))
  }

  @Test("A restore stands in the page with its recovery point and its recovery time")
  func figures() {
    let (html, text) = page([Self.restore])
    #expect(TagCheck.problems(in: html) == [])
    #expect(html.contains("id=\"restore\""))
    for words in ["302 of 1,136 acknowledged writes", "8\u{a0}s without a write", "2 older than"] {
      #expect(html.contains(words), "\(words)")
      #expect(text.contains(words), "\(words)")
    }
  }

  @Test("A refused backup says so in the database's words, and has no picture")
  func refused() {
    var refused = Self.restore
    refused.failure = "snapshot missing hash"
    let (html, _) = page([refused])
    #expect(TagCheck.problems(in: html) == [])
    #expect(html.contains("nothing: snapshot missing hash"))
    #expect(!html.contains("Times of the restore"))
  }

  @Test("Another cluster's backup is called that")
  func foreign() {
    var foreign = Self.restore
    foreign.foreign = ["k0"]
    #expect(page([foreign]).html.contains("1 that no client ever wrote"))
  }

  @Test("A page without a restore has no such section")
  func none() {
    #expect(!page([]).html.contains("id=\"restore\""))
  }
}
