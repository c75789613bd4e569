import Faults
import Testing
import Vocabulary

@Suite struct LinkFaultTests {
  /// A kind with parameters, and what they must come to on a link.
  struct Case: Sendable, CustomTestStringConvertible {
    var kind: String
    var parameters: [String: ParameterValue]
    var setting: LinkSetting
    var testDescription: String { kind }
  }

  static let cases = [
    Case(
      kind: "net.delay",
      parameters: [
        "delay": .duration(.milliseconds(80)), "jitter": .duration(.milliseconds(20)),
        "distribution": .text("pareto"),
      ],
      setting: LinkSetting(
        delayNs: .milliseconds(80), jitterNs: .milliseconds(20), distribution: .pareto)),
    Case(
      kind: "net.delay", parameters: ["delay": .duration(.seconds(2))],
      setting: LinkSetting(delayNs: .seconds(2))),
    Case(kind: "net.loss", parameters: ["loss": .ratio(0.1)], setting: LinkSetting(loss: 0.1)),
    Case(
      kind: "net.rate", parameters: ["rate": .bandwidth(bytesPerS: 125_000)],
      setting: LinkSetting(rateBytes: 125_000)),
    Case(
      kind: "net.duplicate", parameters: ["duplicate": .ratio(0.05)],
      setting: LinkSetting(duplicate: 0.05)),
    Case(
      kind: "net.reorder", parameters: ["reorder": .ratio(0.25)],
      setting: LinkSetting(reorder: 0.25)),
    Case(
      kind: "net.corrupt", parameters: ["corrupt": .ratio(0.02)],
      setting: LinkSetting(corrupt: 0.02)),
  ]

  private func compile(_ trial: Case, _ links: [Link]) throws -> CompiledFault {
    let fault = try #require(FaultCatalogue.fault(trial.kind))
    var step = SampleSteps.step(fault.signature)
    step.links = links
    step.parameters = trial.parameters
    return fault.compile(step, on: SampleSteps.cluster)
  }

  @Test(
    "Each receiver gets one setting that names its senders, and takes it back", arguments: cases)
  func settings(trial: Case) throws {
    let links = [
      SampleSteps.link("n1", "n3"), SampleSteps.link("n2", "n3"), SampleSteps.link("n3", "n1"),
    ]
    let fault = try compile(trial, links)
    #expect(
      fault.actions == [
        .set(host: "n1", fault: "trial", setting: .links(["10.0.0.3": trial.setting])),
        .set(
          host: "n3", fault: "trial",
          setting: .links(["10.0.0.1": trial.setting, "10.0.0.2": trial.setting])),
      ])
    #expect(
      fault.undo == ["n1", "n3"].map { .clear(host: $0, fault: "trial", part: .links) })
  }

  @Test("Every link is measured, for the effect and for its end", arguments: cases)
  func probes(trial: Case) throws {
    let links = [SampleSteps.link("n1", "n2"), SampleSteps.link("n2", "n1")]
    let fault = try compile(trial, links)
    for (probes, isHeld) in [(fault.effect, true), (fault.healed, false)] {
      #expect(
        probes
          == links.map {
            .link(
              $0,
              expecting: LinkExpectation(fault: "trial", setting: trial.setting, isHeld: isHeld))
          })
    }
    let longest = trial.setting.delayNs.rawValue + 4 * trial.setting.jitterNs.rawValue
    #expect(fault.proofLimitNs.rawValue > 3 * longest)
  }

  @Test("Settings of one link merge in any order, and a whole link changes nothing")
  func merging() {
    let settings = Self.cases.map(\.setting)
    for one in settings {
      #expect(one.merged(with: LinkSetting()) == one)
      #expect(LinkSetting().merged(with: one) == one)
      for other in settings { #expect(one.merged(with: other) == other.merged(with: one)) }
    }
    let both = LinkSetting(loss: 0.1).merged(with: LinkSetting(loss: 0.2, rateBytes: 5))
    #expect(abs(both.loss - 0.28) < 1e-12 && both.rateBytes == 5)
  }
}
