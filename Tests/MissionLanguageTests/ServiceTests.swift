import Foundation
import MissionLanguage
import Testing
import Vocabulary

@Suite struct ServiceTests {
  private static let whole = """
    service: shop
    version: "7"
    objective: 99.99%
    budget-period: 168h
    recovery-time: 15m
    extended-outage: 2h
    live-window: 4h
    live: {detect: 2m, sla: 15m, hold: 5m, window: 2h}
    blast-radius:
      availability: [1%, 10%, 150%]
      scope: [2%, 20%, 60%]
      outage-share: 30%
      short-outage: 30s
      short-exposure: 5m
    rubric:
      version: shop-2
      shares: {observe: 10%, orient: 40%, decide: 20%, act: 30%}
      time-steps: [0.5, 1, 3]
      late: 1
      caps: {preferred: 4, neutral: 1}
      weights: {failed: 0.75}
      accuracy-steps: [90%, 80%, 60%, 40%]
      expected-steps: 3
      confidence: 60%
      open-hypotheses: 2
      starved-share: 40%
      irreversible: [force]
      waiting: [wait]

    """

  @Test func `A service is read, and each number arrives`() throws {
    let service = try ServiceParser.parse(Self.whole, file: "services/shop.yaml").get()
    let constants = service.constants
    #expect(constants.name == "shop" && constants.version == "7")
    #expect(constants.objective == 0.9999 && constants.budgetDays == 7)
    #expect(constants.recoveryTimeNs == .seconds(900))
    #expect(constants.extendedOutageNs == .seconds(7_200))
    #expect(constants.liveWindowNs == .seconds(14_400))
    #expect(constants.budgetShares == [0.01, 0.1, 1.5])
    #expect(constants.scopeShares == [0.02, 0.2, 0.6])
    #expect(constants.outageShare == 0.3)
    #expect(constants.shortOutageNs == .seconds(30))
    #expect(constants.shortExposureNs == .seconds(300))
    #expect(service.liveBudget?.slaNs == .seconds(900))
    let rubric = service.rubric
    #expect(rubric.version == "shop-2" && rubric.late == 1 && rubric.expectedSteps == 3)
    #expect(rubric.shares.orient == 0.4 && rubric.timeSteps == [0.5, 1, 3])
    #expect(rubric.caps.preferred == 4 && rubric.caps.neutral == 1 && rubric.caps.harmful == 1)
    #expect(rubric.weights.failed == 0.75 && rubric.weights.typoCaught == 0.25)
    #expect(rubric.accuracySteps == [0.9, 0.8, 0.6, 0.4])
    #expect(rubric.confidence == 0.6 && rubric.openHypotheses == 2 && rubric.starvedShare == 0.4)
    #expect(rubric.irreversible == ["force"] && rubric.waiting == ["wait"])
  }

  @Test func `What a file leaves out is built in, and the default file is all of it`() throws {
    let least = try ServiceParser.parse("service: a\nversion: \"1\"\n", file: "a.yaml").get()
    var expected = ServiceConstants.standard
    expected.name = "a"
    #expect(least == Service(constants: expected, rubric: .standard))
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("services/default.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(try ServiceParser.parse(text, file: "default.yaml").get() == .standard)
  }

  @Test(
    "What is wrong is said with its place",
    arguments: [
      ("objective: 99.99%", "objective: 100%", 3, "leaves no error budget"),
      ("version: \"7\"\n", "", 1, "has no `version`"),
      ("service: shop", "service: shup", 1, "the file is called"),
      ("[1%, 10%, 150%]", "[10%, 1%, 150%]", 10, "each above the one before"),
      ("[2%, 20%, 60%]", "[2%, 20%]", 11, "must be 3 bounds"),
      ("short-outage: 30s", "short-outage: 30", 13, "has no unit"),
      ("caps: {preferred: 4", "caps: {preferred: 9", 20, "out of range"),
      ("late: 1", "lait: 1", 19, "unknown key `lait`"),
      ("accuracy-steps: [90%, 80%", "accuracy-steps: [80%, 90%", 22, "each below"),
    ])
  func mistakes(change: String, to: String, line: Int, message: String) throws {
    let text = Self.whole.replacingOccurrences(of: change, with: to)
    #expect(text != Self.whole)
    guard case .failure(let errors) = ServiceParser.parse(text, file: "services/shop.yaml") else {
      Issue.record("it was accepted")
      return
    }
    #expect(
      errors.diagnostics.contains {
        $0.message.contains(message) && $0.position.line == line && !$0.hint.isEmpty
      }, "\(errors)")
  }
}
