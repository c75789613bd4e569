import Evidence
import Exercises
import Foundation
import Testing
import Vocabulary

@Suite struct RedactedCopyTests {
  private static let secret = "hunter2-" + "Qx77"

  /// A sealed run with a secret in its timeline, a recording, an alert, a log and a debrief.
  private func sealed() throws -> TrialFolder {
    let trial = try TrialFolder(TrialRun(), twin: TrialRun())
    let timeline = try TimelineWriter(creating: trial.run.path + "/exercise.jsonl")
    timeline.append(.white, "note.taken", at: .zero, ["text": "all well"])
    timeline.append(
      .blue, "note.taken", at: .seconds(1), ["text": .string("password=\(Self.secret) works")])
    timeline.append(.blue, "note.taken", at: .seconds(2), ["text": "done"])
    try timeline.close()
    for (file, text) in [
      ("recordings/1.cast", cast), ("alerts-in/1.body", "{\"token\":\"\(Self.secret)\",\"a\":1}"),
      ("hosts/n1/app.log", "connected with \(Self.secret)\nok\n"),
      ("debrief.md", "he typed \(Self.secret)\n"), ("people.json", "{}"), ("salt.json", "{}"),
    ] {
      let path = URL(fileURLWithPath: trial.run.path + "/" + file)
      try FileManager.default.createDirectory(
        at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: path)
    }
    try Data([0, 1, 2, 255]).write(to: URL(fileURLWithPath: trial.run.path + "/hosts/n1/core"))
    try Seal.write(trial.run)
    return trial
  }

  private var cast: String {
    "{\"version\":2}\n[0.1,\"o\",\"export TOKEN=\(Self.secret.prefix(5))\"]\n"
      + "[0.2,\"o\",\"\(Self.secret.dropFirst(5))\\r\\n\"]\n"
  }

  private func copy(_ trial: TrialFolder) -> RunFolder { RunFolder(path: trial.run.path + "-copy") }

  @Test("No byte of the secret is in the copy, which verifies, and the original stays as it was")
  func copied() throws {
    let trial = try sealed()
    let before = try trial.files.map { try #require(trial.bytes(of: $0)) }
    let copy = copy(trial)
    let report = try RedactedCopy.make(of: trial.run, at: copy)
    #expect(try Verification.defects(of: copy) == [])
    #expect(try trial.files.map { try #require(trial.bytes(of: $0)) } == before)
    let walker = try #require(FileManager.default.enumerator(atPath: copy.path))
    for case let path as String in walker {
      guard let data = FileManager.default.contents(atPath: copy.path + "/" + path) else {
        continue
      }
      #expect(data.range(of: Data(Self.secret.utf8)) == nil, "\(path)")
      #expect(data.range(of: Data(Self.secret.suffix(6).utf8)) == nil, "\(path)")
    }
    #expect(
      Set(report.removed.keys) == [
        "exercise.jsonl", "recordings/1.cast", "alerts-in/1.body", "hosts/n1/app.log", "debrief.md",
      ])
    #expect(report.leftOut == ["hosts/n1/core", "people.json", "salt.json"])
    #expect(report.removed["hosts/n1/app.log"] == ["known-secret": 1])
    let seal = try #require(FileManager.default.contents(atPath: trial.run.seal))
    #expect(report.originalSeal == Digest.sha256(seal))
    let text = try #require(FileManager.default.contents(atPath: copy.path + "/redaction.json"))
    #expect(try CanonicalJSON.decode(RedactionReport.self, from: text) == report)
  }

  @Test("The chains of the copy are whole, and what held no secret has its own bytes")
  func chained() throws {
    let trial = try sealed()
    let copy = copy(trial)
    _ = try RedactedCopy.make(of: trial.run, at: copy)
    let reader = try TimelineReader(reading: copy.path + "/exercise.jsonl")
    #expect(reader.defect == nil)
    #expect(
      reader.events.map { $0.fields["text"]?.text } == [
        "all well", "password=[redacted:assigned-secret] works", "done",
      ])
    for file in ["timeline.jsonl", "history.cyh", "plan.json", "twin/timeline.jsonl"] {
      #expect(FileManager.default.contents(atPath: copy.path + "/" + file) == trial.bytes(of: file))
    }
  }

  @Test("A team's own pattern is taken out, too")
  func declared() throws {
    let trial = try sealed()
    let report = try RedactedCopy.make(
      of: trial.run, at: copy(trial),
      declared: [DeclaredPattern(name: "state", expression: "all well")])
    #expect(report.removed["exercise.jsonl"]?["state"] == 1)
    #expect(report.patterns.contains("state"))
  }

  @Test("Refused: not sealed, changed since, a copy that is there, a link in the folder")
  func refused() throws {
    let trial = try sealed()
    let copy = copy(trial)
    func hint() throws -> String {
      try #require(throws: EvidenceError.self) {
        try RedactedCopy.make(of: trial.run, at: copy)
      }.message
    }
    let link = trial.run.path + "/hosts/away"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/etc")
    #expect(try hint().contains("symbolic link"))
    try FileManager.default.removeItem(atPath: link)
    let log = try #require(trial.bytes(of: "debrief.md"))
    try trial.write(Data("changed".utf8), to: "debrief.md")
    #expect(try hint().contains("not as it was sealed"))
    try trial.write(log, to: "debrief.md")
    let seal = try #require(trial.bytes(of: "SEAL"))
    try trial.remove("SEAL")
    #expect(try hint().contains("not sealed"))
    try trial.write(seal, to: "SEAL")
    #expect(!FileManager.default.fileExists(atPath: copy.path))
    _ = try RedactedCopy.make(of: trial.run, at: copy)
    #expect(try hint().contains("there already"))
  }
}
