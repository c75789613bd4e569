import Testing

extension OnRangeTests {
  /// docs/tutorial, typed as it stands there.
  @Suite(.serialized) struct TutorialOnRangeTests {
    /// The first one and one of the responder's; `make tutorials` is all.
    private static let few = ["01-first-rehearsal", "03-a-runbook"]

    @Test(
      "A reader who types what a tutorial says sees what it shows", .timeLimit(.minutes(5)),
      arguments: SuiteForm.arguments(few, ofAll: Tutorial.names))
    func typed(name: String) async throws {
      let session = TutorialSession(
        tutorial: try Tutorial.named(name), given: try Tutorial.files(before: name))
      let complaints = try await session.play()
      #expect(complaints.isEmpty, "\(complaints.joined(separator: "\n"))")
    }
  }
}
