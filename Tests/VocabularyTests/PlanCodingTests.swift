import Testing
import Vocabulary

@Suite struct PlanCodingTests {
  @Test(
    "Every start and condition survives the way through JSON",
    arguments: [
      StepStart.at(.seconds(3)), .after("upgrade", plus: .milliseconds(500)),
      .when(.leaderChanged, within: .seconds(20)), .when(.lag(bytes: 64), within: .zero),
      .when(.alert("NoLeader"), within: .zero), .when(.writeSuccessBelow(0.5), within: .zero),
      .when(.stepEffective("cut"), within: .zero), .when(.noLeader, within: .zero),
      .when(.quorumMinimum, within: .zero), .when(.backupRunning, within: .zero),
      .when(.blueDecided, within: .zero), .when(.exerciseStarted, within: .zero),
      .when(.cueSent, within: .zero),
    ])
  func startsRoundTrip(start: StepStart) throws {
    let text = try CanonicalJSON.line(start)
    #expect(try CanonicalJSON.decode(StepStart.self, from: text) == start)
  }

  @Test("A parameter carries its unit in its member's name")
  func parametersNameTheirUnit() throws {
    #expect(
      try CanonicalJSON.line(ParameterValue.duration(.milliseconds(800)))
        == #"{"duration_ns":800000000}"#)
  }

  @Test(
    "Every value of a parameter survives the way through JSON",
    arguments: [
      ParameterValue.duration(.seconds(-90)), .ratio(0.1), .bytes(64), .rate(perSecond: 300),
      .bandwidth(bytesPerS: 125_000), .partsPerMillion(-200), .flag(true), .number(0.1),
      .text("normal"),
    ])
  func parametersRoundTrip(value: ParameterValue) throws {
    let text = try CanonicalJSON.line(value)
    #expect(try CanonicalJSON.decode(ParameterValue.self, from: text) == value)
  }

  @Test(
    "Spans print in the shortest exact unit",
    arguments: [
      (Nanoseconds.zero, "0s"), (.milliseconds(800), "800ms"), (.seconds(90), "90s"),
      (.seconds(120), "2m"), (Nanoseconds(rawValue: 1), "1ns"),
    ])
  func spansPrint(span: Nanoseconds, text: String) {
    #expect(span.description == text)
  }

  @Test("The same seed draws the same numbers, another purpose draws others")
  func seedsAreStable() {
    var first = SeededRandom(seed: 7, purpose: "targets")
    var second = SeededRandom(seed: 7, purpose: "targets")
    var other = SeededRandom(seed: 7, purpose: "workload")
    let drawn = first.next()
    #expect(drawn == second.next())
    #expect(drawn != other.next())
  }
}
