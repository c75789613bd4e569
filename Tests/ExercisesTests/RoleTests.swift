import Exercises
import Testing

@Suite struct RoleTests {
  @Test("Only the reveal ends blindness")
  func blindness() {
    #expect(ExercisePhase.allCases.filter { !$0.isBlind } == [.revealed])
  }
}
