import Faults
import Testing
import Vocabulary

@Suite struct SlowDiskTests {
  private func compile(_ parameters: [String: ParameterValue]) -> CompiledFault {
    var step = SampleSteps.step(SlowDisk().signature, hosts: ["n2"])
    step.parameters = parameters
    return SlowDisk().compile(step, on: SampleSteps.cluster)
  }

  @Test("Every latency of the mission reaches the disk, and none that it does not name")
  func settingsReachDisk() {
    let fault = compile(["fsync": .duration(.seconds(1)), "read": .duration(.milliseconds(5))])
    let setting = DiskSetting(fsyncDelayNs: .seconds(1), readDelayNs: .milliseconds(5))
    #expect(fault.actions == [.set(host: "n2", fault: "trial", setting: .disk(setting))])
    #expect(fault.undo == [.clear(host: "n2", fault: "trial", part: .disk)])
  }

  @Test(
    "What proves the effect can never prove the healing",
    arguments: [20, 100, 250, 300, 800, 2_000])
  func probesExclude(milliseconds: Int) throws {
    let fault = compile(["fsync": .duration(.milliseconds(milliseconds))])
    guard case .fsync(_, let least?, nil) = try #require(fault.effect.first),
      case .fsync(_, nil, let most?) = try #require(fault.healed.first)
    else {
      Issue.record("both probes time a sync")
      return
    }
    #expect(least == .milliseconds(milliseconds))
    #expect(most < least)
    #expect(fault.proofLimitNs > least)
  }
}
