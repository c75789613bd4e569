import ArgumentParser
import Exercises
import Testing
import Vocabulary

@testable import Commands

@Suite struct ExerciseVerbTests {
  private static let lines = [
    "preflight", "confirm backup --reason seen", "start", "pause --reason lunch", "resume",
    "abort --reason smoke", "finish --reason done", "hint detection look at n2 --reason stuck",
    "cue the customer calls", "note a remark --at-s 12.5", "grade 17 correct --reason exact",
    "integrity --reason chat", "real-incident --reason prod", "seal", "reveal", "invite Ann blue",
    "release it begins",
    "assign detection-n2 --owner Ann --due 2027-02-11 --retest disk-slow",
    "approve P1", "refuse P1 --reason late", "draft \(#filePath)", "propose --reason better",
    "twin --horizon-s 1800", "stop-twin",
    "hold slow-disk", "unhold slow-disk", "skip slow-disk --reason late",
    "trigger slow-disk", "ask may I", "declare n1,n2", "acknowledge A1",
    "hypothesis disk.slow --location n2 --confidence 70% --evidence A1 --evidence A2",
    "withdraw H1", "decide replace-member because of A1", "hand-over all is known",
    "stop-word --reason fire",
  ]

  private func command(_ line: String) throws -> ExerciseCommand {
    let parsed = try ExerciseNoun.parseAsRoot(line.split(separator: " ").map(String.init))
    let verb = try #require(parsed as? any ExerciseVerb)
    return try verb.command()
  }

  @Test(
    "A line of the terminal is the command of that name, as the console reads it", arguments: lines)
  func verbs(line: String) throws {
    let command = try command(line)
    #expect(command.name == line.split(separator: " ").first.map(String.init))
    #expect(try ExerciseCommand(fields: command.fields) == command)
  }

  @Test("Every command of the wire has its verb")
  func whole() {
    let verbs = Set(Self.lines.compactMap { $0.split(separator: " ").first.map(String.init) })
    #expect(verbs == Set(ExerciseCommand.names))
  }

  @Test("Words and options arrive where they belong")
  func values() throws {
    #expect(
      try command("note a remark --at-s 12.5") == .note(text: "a remark", atNs: .seconds(12.5)))
    #expect(
      try command("note a remark --at 3:07") == .note(text: "a remark", atNs: .seconds(187)))
    #expect(throws: (any Error).self) { try command("note a --at soon") }
    #expect(throws: (any Error).self) { try command("note a --at 3:07 --at-s 3") }
    #expect(try command("declare") == .declare(location: ""))
    #expect(
      try command(Self.lines.first { $0.hasPrefix("hypothesis") } ?? "")
        == .hypothesis(
          mechanism: "disk.slow", location: "n2", confidence: 0.7, evidence: ["A1", "A2"], text: "")
    )
    #expect(throws: Refusal.self) { try command("invite Ann king") }
    #expect(throws: Refusal.self) { try command("hypothesis disk.slow --confidence 170%") }
  }

  @Test("Events are read from a stream that comes in any pieces")
  func stream() throws {
    let event = TimelineEvent(
      sequence: 3, timeNs: .seconds(2), lane: .blue, kind: "hypothesis.posted",
      fields: ["text": "a\u{1B}[2Jb"])
    let frame =
      "retry: 2000\n\n: alive\n\nid: 3\nevent: x\ndata: \(try CanonicalJSON.line(event))\n\n"
    let bytes = Array((frame + frame + "id: 4\ndata: torn\n\nid: 5\ndata: {").utf8)
    for size in [1, 7, bytes.count] {
      var scanner = EventStreamScanner()
      var events: [StreamedEvent] = []
      for start in stride(from: 0, to: bytes.count, by: size) {
        events += scanner.take(Array(bytes[start..<min(start + size, bytes.count)]))
      }
      #expect(
        events == [StreamedEvent(number: 3, event: event), StreamedEvent(number: 3, event: event)])
    }
    let line = EventText.line(StreamedEvent(number: 3, event: event))
    #expect(!line.unicodeScalars.contains("\u{1B}"))
    #expect(line.contains("hypothesis.posted"))
  }
}
