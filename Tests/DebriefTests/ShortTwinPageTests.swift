import Testing
import Vocabulary

@testable import Debrief

/// A twin that was cut short is marked wherever its level stands.
@Suite struct ShortTwinPageTests {
  private func input(horizon: Double?) -> DebriefInput {
    var input = QuorumErosion.input
    guard let horizon else { return input }
    let started = input.twin?.timeline.firstIndex { $0.kind == .exerciseStarted }
    var event = TimelineEvent(
      sequence: 0, timeNs: .zero, lane: .white, kind: .exerciseStarted,
      fields: ["horizon_ns": .integer(Nanoseconds.seconds(horizon).rawValue)])
    if let started {
      event = input.twin?.timeline[started] ?? event
      event.fields["horizon_ns"] = .integer(Nanoseconds.seconds(horizon).rawValue)
      input.twin?.timeline[started] = event
    } else {
      input.twin?.timeline.insert(event, at: 0)
    }
    return input
  }

  @Test("Page, Markdown and terminal say at least, and how far it was played")
  func short() {
    let input = input(horizon: 30)
    let page = DebriefPage.html(input)
    #expect(page.contains("≥ 4") && page.contains("it shows the least that would have happened"))
    #expect(page.contains("at least 1 level prevented"))
    #expect(DebriefText.markdown(input).contains("≥ 4"))
    #expect(DebriefText.terminal(input).contains("≥ 4 with nobody responding"))
  }

  @Test("A twin that went all the way, or a rehearsal's, is not marked")
  func whole() {
    for horizon in [nil, QuorumErosion.input.plan.budget.windowNs.inSeconds] {
      let input = input(horizon: horizon)
      #expect(!DebriefPage.html(input).contains("≥ 4"))
      #expect(DebriefText.terminal(input).contains("4 with nobody responding"))
      #expect(!DebriefText.terminal(input).contains("≥ 4"))
    }
  }

  @Test("Without a twin the page, the Markdown and the terminal say so")
  func none() {
    var input = QuorumErosion.input
    input.twin = nil
    input.score.blastRadius.twin = nil
    #expect(DebriefPage.html(input).contains("No twin was run"))
    #expect(DebriefText.markdown(input).contains("no twin"))
    #expect(DebriefText.terminal(input).contains("no twin"))
  }
}
