import Testing
import Vocabulary

@testable import Programs

@Suite struct GateTests {
  private static let retests = [
    Samples.retest("GAP-1", by: "cut", priority: 1),
    Samples.retest("GAP-2", by: "cut", .machine, priority: 4),
    Samples.retest("GAP-3", by: "cut", opened: "2027-01-04"),
    Samples.retest("GAP-4", by: "cut", target: "billing-prod"),
  ]

  private static func check(
    linked: Set<String>, wish: ExecutionGate.Wish? = nil
  ) throws -> ExecutionGate.Verdict {
    ExecutionGate.check(
      try Samples.program(), target: "orders-prod", day: "2027-02-11", retests: retests,
      linked: linked, wish: wish)
  }

  @Test func `It is open once all of the target's re-tests of earlier quarters are linked`() throws
  {
    #expect(try Self.check(linked: ["GAP-1", "GAP-2"]) == .open)
  }

  @Test func `One that is missing refuses, by name and with what to try`() throws {
    guard case .refused(let missing, let why) = try Self.check(linked: []) else {
      Issue.record("it was not refused")
      return
    }
    #expect(missing.map(\.finding) == ["GAP-2", "GAP-1"])
    #expect(why.contains("GAP-2, GAP-1") && why.contains("retests:"))
    #expect(try Self.check(linked: ["GAP-2"]) != .open)
  }

  @Test func `Somebody who says why may start all the same, and it is kept`() throws {
    let wish = ExecutionGate.Wish(
      by: "ADA.OBI@orders.example", reason: "  the fix ships\nnext week ")
    guard case .overridden(let kept) = try Self.check(linked: ["GAP-2"], wish: wish) else {
      Issue.record("it was not overridden")
      return
    }
    #expect(kept.by == "ada.obi@orders.example" && kept.reason == "the fix ships next week")
    #expect(kept.findings == ["GAP-1"] && kept.quarter == Quarter(year: 2027, number: 1))
    #expect(kept.day == "2027-02-11" && kept.target == "orders-prod")
    let line = try CanonicalJSON.line(kept)
    #expect(try CanonicalJSON.decode(ExecutionGate.Override.self, from: line) == kept)
  }

  @Test(
    "An override without a reason, or by nobody, is refused",
    arguments: [
      ("ada.obi@orders.example", ""), ("ada.obi@orders.example", "because"),
      ("ada.obi@orders.example", " . \n "), ("eve@orders.example", "it must be today"),
      ("dana.roth@orders.example", "it must be today"),
    ])
  func refusals(by: String, reason: String) throws {
    let verdict = try Self.check(linked: [], wish: .init(by: by, reason: reason))
    guard case .refused = verdict else {
      Issue.record("\(verdict)")
      return
    }
  }

  @Test func `The plan links what it takes up, so that a planned quarter may start`() throws {
    let planner = QuarterPlanner(
      program: try Samples.program(), cards: [Samples.card("cut", "asymmetric-visibility")],
      retests: Self.retests, exercises: [], ceilings: [:])
    let plan = planner.plan(Quarter(year: 2027, number: 1))
    #expect(try Self.check(linked: plan.linkedFindings) == .open)
  }
}
