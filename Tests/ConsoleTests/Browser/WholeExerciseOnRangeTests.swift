import Testing
import Vocabulary

extension BrowserTests {
  /// One exercise of people in browsers on a real range, judged from several sides.
  @Suite(.serialized) struct WholeExerciseOnRangeTests {
    @Test("Five people play a whole exercise in browsers on a real cut", .timeLimit(.minutes(5)))
    func whole() async throws {
      let exercise = try await ExerciseInBrowsers.played.value
      #expect(exercise.cut["kind"] == "net.cut")
      #expect(exercise.cut["effective_ns"]?.whole != nil)
      #expect(exercise.alertPage.contains("RedundancyLost"))
      #expect(exercise.ending["header"]?["phase"] == "sealed")
      #expect(exercise.isSealIntact)
      #expect(exercise.pages.count >= 14)
    }

    @Test("The score on the debrief is the one computed from the folder")
    func scores() async throws {
      let exercise = try await ExerciseInBrowsers.played.value
      let computed = exercise.computedScore
      #expect(computed["readiness"] != nil)
      #expect(exercise.shownScore["score"] == computed)
      let bits = computed["bits"]
      #expect(bits?["detected"] == true, "\(computed)")
      #expect(bits?["diagnosed"] == true, "\(computed)")
      #expect(bits?["contained"] == true, "\(computed)")
    }

    @Test("Every page is usable by keyboard, by ear, enlarged, and without colour")
    func accessible() async throws {
      let exercise = try await ExerciseInBrowsers.played.value
      for (page, barriers) in exercise.barriers.sorted(by: { $0.key < $1.key }) {
        let text = barriers.map(\.description).joined(separator: "\n")
        #expect(barriers.isEmpty, "\(page):\n\(text)")
      }
    }
  }
}
