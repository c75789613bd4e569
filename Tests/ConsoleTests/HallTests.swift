import Console
import Exercises
import Testing

@Suite struct HallTests {
  private struct Empty: ExerciseHall {
    func exercise(_ code: String) async -> (any ExerciseDoor & TerminalDoor & AlertDoor)? { nil }
    func redeem(invitation: String, code: String) async throws(Refusal) -> String {
      throw Refusal(.missing, "there is no exercise '\(code)'")
    }
    func participant(session: String, code: String) async -> Participant? { nil }
  }

  @Test("A hall without exercises lets nobody in")
  func empty() async {
    await #expect(throws: Refusal.self) { try await Empty().redeem(invitation: "x", code: "y") }
  }
}
