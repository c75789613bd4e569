import MissionLanguage
import Testing
import Vocabulary

@Suite struct SignedParameterTests {
  private func mission(_ offset: String) -> TestMission {
    var mission = TestMission()
    mission.steps = "- {inject: clock.step, on: slow, offset: \(offset), for: 5s}"
    mission.truth = "{mechanism: clock.step, location: slow}"
    mission.responses = "{preferred: [wait]}"
    return mission
  }

  @Test("An offset may go either way", arguments: ["-90s": -90, "1h": 3600, "-10ms": -0.01])
  func signs(text: String, seconds: Double) throws {
    let step = try #require(try mission(text).plan().steps.first)
    #expect(step.parameters["offset"] == .duration(.seconds(seconds)))
  }

  @Test(
    "An offset that is too small or too large is refused, whichever way it goes",
    arguments: ["0s", "1ms", "-1ms", "2h", "-2h"])
  func sizes(text: String) {
    #expect(mission(text).errors() == ["`offset`: \(text) is out of range"])
  }
}
