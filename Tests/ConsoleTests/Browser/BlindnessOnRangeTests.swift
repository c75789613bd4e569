import Testing
import Vocabulary

extension BrowserTests {
  /// What blue can find out about the mission before the reveal: nothing.
  @Suite(.serialized) struct BlindnessOnRangeTests {
    @Test("No route, stream, header or error tells blue's session of the mission")
    func session() async throws {
      let exercise = try await ExerciseInBrowsers.played.value
      #expect(exercise.answers >= 600)
      #expect(exercise.leaks == [])
    }

    @Test("The same crawler finds every word of it with red's session")
    func negativeControl() async throws {
      let exercise = try await ExerciseInBrowsers.played.value
      #expect(Set(Secrets.ofTheMission.words).subtracting(exercise.wordsOfRed) == [])
      #expect(exercise.wordsAfterReveal.contains("obsidiwick"))
    }

    @Test("Nothing on the range's hosts that blue's terminal can reach tells of the mission")
    func terminal() async throws {
      let exercise = try await ExerciseInBrowsers.played.value
      let shown = exercise.terminal
      #expect(Secrets.ofTheMission.found(in: shown) == [])
      // The search itself works: it finds what blue wrote, and from outside the run folder's words.
      #expect(shown.contains("/tmp/C8"))
      #expect(shown.contains("searched") && shown.contains("named"))
      #expect(exercise.wordsInFolder.isSuperset(of: ["obsidiwick", "velvetorn", "quillmarrow"]))
    }
  }
}
