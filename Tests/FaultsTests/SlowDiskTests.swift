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
    let setting = DiskSetting(
      fault: "trial", fsyncDelayNs: .seconds(1), readDelayNs: .milliseconds(5))
    #expect(fault.actions == [.set(host: "n2", fault: "trial", setting: .disk(setting))])
    #expect(fault.undo == [.clear(host: "n2", fault: "trial", part: .disk)])
    #expect(fault.effect.count == 2 && fault.healed.count == 2)
  }

  @Test("Spread, its shape and the files reach every delay")
  func spreadReachesDisk() {
    let fault = compile([
      "fsync": .duration(.milliseconds(80)), "write": .duration(.milliseconds(40)),
      "jitter": .duration(.milliseconds(20)), "distribution": .text("pareto"),
      "files": .text("*/wal/*"),
    ])
    guard case .set(_, _, .disk(let setting)) = fault.actions.first else {
      Issue.record("the action sets a disk")
      return
    }
    #expect(setting.delays.map(\.call) == [.fsync, .write])
    for delay in setting.delays {
      #expect(delay.jitterNs == .milliseconds(20) && delay.distribution == .pareto)
      #expect(delay.choice == FileChoice(fault: "trial", files: "*/wal/*"))
    }
  }

  @Test(
    "What proves the effect can never prove the healing",
    arguments: [(20, 0), (100, 0), (250, 0), (300, 100), (800, 800), (2_000, 10)])
  func probesExclude(milliseconds: Int, jitter: Int) throws {
    let fault = compile([
      "fsync": .duration(.milliseconds(milliseconds)), "jitter": .duration(.milliseconds(jitter)),
    ])
    guard case .disk(_, let effect) = try #require(fault.effect.first),
      case .delay(.fsync, let samples, let least) = effect.look,
      case .disk(_, let healed) = try #require(fault.healed.first),
      case .delay(.fsync, _, let most) = healed.look
    else {
      Issue.record("both probes time a sync")
      return
    }
    #expect(effect.isThere && !healed.isThere)
    #expect(jitter > 0 || least == .milliseconds(milliseconds))
    #expect((samples == 1) == (jitter == 0))
    #expect(most < least)
    #expect(fault.proofLimitNs > .milliseconds(milliseconds + jitter))
  }
}
