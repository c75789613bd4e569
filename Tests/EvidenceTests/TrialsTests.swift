import Evidence
import Testing
import Vocabulary

@Suite struct TrialsTests {
  private func record(_ extra: [TrialRun.Extra]) throws -> TrialRecord {
    let folder = try TrialFolder(TrialRun(responder: "runbook:good", extra: extra))
    return try Trials.record(folder.run)
  }

  private func action(exit: Int64 = 0, isMutating: Bool) -> TrialRun.Extra {
    .init(
      lane: .blue, kind: .actionExecuted,
      fields: [
        "action": .string("host.restart"), "exit": .integer(exit), "mutating": .bool(isMutating),
      ])
  }

  @Test("Whether the responder changed anything is read off the run folder; a look is no change")
  func hasActed() throws {
    #expect(try record([]).hasActed == false)
    #expect(try record([action(isMutating: false)]).hasActed == false)
    #expect(try record([action(isMutating: true)]).hasActed == true)
    // What fails may do harm as well.
    #expect(try record([action(exit: 1, isMutating: true)]).hasActed == true)
  }
}
