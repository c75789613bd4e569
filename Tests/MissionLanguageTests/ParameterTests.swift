import MissionLanguage
import Testing
import Vocabulary

@Suite struct ParameterTests {
  private static func parse(_ step: String) -> Result<Mission, MissionErrors> {
    TestMission(
      steps: """
        - {operate: maintenance.stop, on: slow}
        - \(step)
        """
    ).parse()
  }

  private static func clock(_ parameters: String) -> String {
    "{inject: clock.step, on: slow, for: 5s, \(parameters)}"
  }

  private static func delay(_ parameters: String) -> String {
    "{inject: net.delay, from: head, to: slow, for: 5s, \(parameters)}"
  }

  /// A step that is whole but for that parameter, which may also be its required one.
  private static func step(_ name: String, _ text: String) -> String {
    let parameter = "\(name): \(text)"
    switch name {
    case "offset", "drift": return clock(parameter)
    case "times": return clock("offset: 1s, \(parameter)")
    case "delay": return delay(parameter)
    default: return delay("delay: 1ms, \(parameter)")
    }
  }

  @Test(
    "Signs, shares, amounts per second and words are read with their unit, and written so again",
    arguments: [
      ("offset", "-90s", .duration(.seconds(-90))), ("offset", "+90s", .duration(.seconds(90))),
      ("offset", "1h30m", .duration(.seconds(5400))), ("drift", "-500ppm", .partsPerMillion(-500)),
      ("drift", "1%", .partsPerMillion(10_000)), ("times", "3", .number(3)),
      ("loss", "10%", .ratio(0.1)), ("rate", "1mbit/s", .bandwidth(bytesPerS: 125_000)),
      ("rate", "1.5Mbit/s", .bandwidth(bytesPerS: 187_500)),
      ("rate", "64KiB/s", .bandwidth(bytesPerS: 65_536)),
      ("distribution", "normal", .text("normal")),
    ] as [(String, String, ParameterValue)])
  func read(name: String, text: String, value: ParameterValue) throws {
    for text in [text, QuantityText.words(value)] {
      let mission = try Self.parse(Self.step(name, text)).get()
      #expect(mission.steps[1].parameters[name] == value, "\(text)")
    }
  }

  @Test(
    "What a parameter cannot be is refused, with what to try",
    arguments: [
      (clock("offset: soon"), "`soon` is not a duration", "800ms"),
      (clock("offset: +-1s"), "two signs", "-90s"),
      (clock("offset: 0s"), "0s is out of range", "10ms to 24h, or as much backwards"),
      (clock("offset: -25h"), "-25h is out of range", "24h"),
      (clock("offset: 90"), "no unit", "90s or 90ms"),
      (clock("drift: 200"), "no unit", "200ppm"),
      (clock("drift: fast"), "not a drift", "200ppm"),
      (clock("drift: 99%"), "out of range", "10ppm to 500000ppm"),
      (clock("offset: 1s, times: 1.5"), "not a whole number", "digits"),
      (clock("times: 3"), "changes nothing", "offset, drift"),
      (clock("offset: 1s, loss: 10%"), "unknown key `loss`", "`loss` belongs to net.delay"),
      (clock("ofset: 1s"), "unknown key `ofset`", "did you mean `offset`"),
      (delay("delay: -5ms"), "-5ms is negative", "1ms to 10s"),
      (delay("delay: 20s"), "out of range", "1ms to 10s"),
      (delay("loss: 10%"), "has no `delay`", "delay: 800ms"),
      (delay("delay: 1ms, loss: 120%"), "not between 0 and 1", "0% to 100%"),
      (delay("delay: 1ms, loss: 0%"), "out of range", "1% to 100%"),
      (delay("delay: 1ms, loss: some"), "not a share", "percentage"),
      (delay("delay: 1ms, rate: 10"), "no unit", "1mbit/s"),
      (delay("delay: 1ms, rate: 1mbit"), "not per second", "1mbit/s"),
      (delay("delay: 1ms, rate: 10mbps"), "bits to some tools", "10mbit/s or 10MB/s"),
      (delay("delay: 1ms, rate: 1kbit/s"), "out of range", "8kbit/s to 8gbit/s"),
      (delay("delay: 1ms, distribution: norml"), "not one of its words", "did you mean `normal`"),
      (delay("delay: 1ms, distribution: cauchy"), "not one of its words", "uniform, normal"),
    ])
  func refused(step: String, message: String, hint: String) {
    guard case .failure(let errors) = Self.parse(step) else {
      return #expect(Bool(false), "\(step) was accepted")
    }
    #expect(errors.diagnostics.contains { $0.message.contains(message) }, "\(errors.diagnostics)")
    #expect(errors.diagnostics.contains { $0.hint.contains(hint) }, "\(errors.diagnostics)")
    #expect(errors.diagnostics.allSatisfy { $0.position.line == 13 })
  }

  @Test("The example of every parameter is one that the language takes")
  func examplesAreRead() throws {
    for kind in ["clock.step", "net.delay"] {
      let signature = try #require(SampleCatalogue.full.signatures[kind])
      for parameter in signature.parameters {
        _ = try Self.parse(Self.step(parameter.name, QuantityText.example(parameter))).get()
      }
    }
  }
}
