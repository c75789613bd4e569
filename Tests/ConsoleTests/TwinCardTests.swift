import Debrief
import Exercises
import Testing
import Vocabulary

@testable import Console

/// What white's last page says of the twin, and which levers it has.
@Suite struct TwinCardTests {
  private func forms(_ role: Role, _ phase: ExercisePhase) -> CommandForm {
    CommandForm(
      visitor: Visitor(
        code: ConsoleHouse.code, person: Participant(name: "Wanda", role: role),
        door: ConsoleHouse().door, formToken: "t"), page: .seal, phase: phase)
  }

  private func draw(
    _ twin: ShownTwin?, _ role: Role = .white, _ phase: ExercisePhase = .ended
  ) -> String { TwinCard.draw(twin, forms(role, phase)).source }

  @Test("White may play one that was not, stop one that is, and only look at one that was")
  func levers() {
    let none = draw(ShownTwin(.none))
    #expect(none.contains("has not been played") && none.contains("name=\"horizon-s\""))
    let playing = draw(ShownTwin(.playing(.seconds(600)), elapsedNs: .seconds(65), detail: "load"))
    #expect(playing.contains("being played") && playing.contains("value=\"stop-twin\""))
    #expect(playing.contains("load") && !playing.contains("horizon-s"))
    let played = draw(ShownTwin(.played(nil)))
    #expect(played.contains("It was played") && !played.contains("<form"))
    let sealed = draw(ShownTwin(.played(nil)), .white, .sealed)
    #expect(sealed.contains("It was played") && !sealed.contains("<form"))
  }

  @Test("Nothing of it is shown while the exercise runs, to others, or as it was written")
  func hidden() {
    #expect(draw(nil).isEmpty)
    #expect(draw(ShownTwin(.none), .white, .running).isEmpty)
    #expect(draw(ShownTwin(.none), .red, .ended).isEmpty)
    let failed = draw(ShownTwin(.failed(Samples.script)))
    #expect(failed.contains("thrown away") && !failed.contains("<script>"))
    #expect(PageFaults.find("<h1>Seal</h1>" + failed) == [])
  }
}
