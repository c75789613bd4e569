import Crypto
import Debrief
import Evidence
import Foundation
import Testing
import Vocabulary

@Suite struct PeopleEvidenceTests {
  /// A trial in which blue wrote its diagnosis in words of its own.
  private static let run = TrialRun(
    responder: "people",
    extra: [
      .init(
        lane: .blue, kind: .hypothesisPosted, step: nil,
        fields: [
          "id": "H1", "by": "Bo", "mechanism": "", "location": "", "confidence": 0.8,
          "evidence": ["fsync"], "text": "the disk of n1",
        ])
    ], hasOutage: true)

  private func grade(_ folder: RunFolder, _ raters: [String]) throws {
    let timeline = try TimelineReader(reading: folder.timeline).events
    let subject = try #require(timeline.first { $0.kind == .hypothesisPosted }).sequence
    let log = try TimelineWriter(creating: folder.exercise)
    log.append(
      .white, "exercise.designed", at: .zero,
      ["code": "brisk-heron-42", "classification": "secret", "is_sham": false])
    for rater in raters {
      log.append(
        .white, .gradeGiven, at: .zero,
        [
          "subject": .string("\(subject)"), "grade": "correct", "rater": .string(rater),
          "reason": "it was",
        ])
    }
    try log.close()
  }

  @Test func `The score reads the grades of the exercise's log`() throws {
    let alone = try TrialFolder(Self.run)
    try grade(alone.run, ["Wim"])
    let one = try Derivation.assess(alone.run).run
    #expect(one.score.times.t2Ns == nil)
    let both = try TrialFolder(Self.run)
    try grade(both.run, ["Wim", "Ute"])
    let two = try Derivation.assess(both.run).run
    #expect(two.score.times.t2Ns == .seconds(10))
    #expect(two.isValid)
    let input = Derivation.debrief(two, twin: nil)
    #expect(input.code == "brisk-heron-42" && input.classification == "secret")
    #expect(input.workshop?.entries.isEmpty == false && input.red != nil)
  }

  @Test func `A changed grade breaks the log's chain, and the exercise counts no more`() throws {
    let trial = try TrialFolder(Self.run)
    try grade(trial.run, ["Wim", "Ute"])
    let text = try String(contentsOfFile: trial.run.exercise, encoding: .utf8)
    try trial.write(
      Data(text.replacingOccurrences(of: "Wim", with: "Tim").utf8), to: "exercise.jsonl")
    let assessed = try Derivation.assess(trial.run).run
    #expect(!assessed.isValid)
    #expect(assessed.score.times.t2Ns == nil)
  }

  @Test func `Recorded terminals are read up to what is torn`() throws {
    let trial = try TrialFolder(Self.run)
    try FileManager.default.createDirectory(
      atPath: trial.run.recordings, withIntermediateDirectories: true)
    let cast = """
      {"version": 2, "width": 80, "height": 24, "started_ns": 3000000000, "title": "Bo on ops"}
      [0.5, "o", "hello"]
      [1, "r", "100x30"]
      [2.25, "o", " there\\r\\n"]
      [3, "o", "to
      """
    try trial.write(Data(cast.utf8), to: "recordings/2.cast")
    try trial.write(Data("{\"version\": 1}\n[0.5, \"o\", \"old\"]\n".utf8), to: "recordings/1.cast")
    let terminals = try Derivation.assess(trial.run).run.record.people.terminals
    #expect(terminals.map(\.number) == [2])
    #expect(terminals[0].title == "Bo on ops")
    #expect(terminals[0].frames.map(\.timeNs) == [.seconds(3.5), .seconds(5.25)])
  }

  @Test func `A pause is left out of everything derived, and cannot be told from its absence`()
    throws
  {
    var paused = TrialRun()
    paused.extra = [
      .init(lane: .white, kind: .exercisePaused, step: nil, fields: ["reason": "rain"]),
      .init(lane: .white, kind: .exerciseResumed, step: nil),
    ]
    // A folder goes with the value that holds it.
    let (trial, other) = (try TrialFolder(paused), try TrialFolder())
    defer { withExtendedLifetime((trial, other)) {} }
    let assessed = try Derivation.assess(trial.run).run
    let plain = try Derivation.assess(other.run).run
    #expect(assessed.clock.pauses.count == 1)
    // A pause of no length leaves out nothing.
    #expect(assessed.series == plain.series)
    #expect(assessed.score.times == plain.score.times)
  }

  @Test func `The digest of the replay's script is that of its text`() {
    let digest = Data(SHA256.hash(data: Data(ReplayScript.text.utf8))).base64EncodedString()
    #expect(ReplayScript.sha256 == digest)
  }
}
