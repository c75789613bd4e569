import Exercises
import Testing
import Vocabulary

@Suite struct CommandWireTests {
  static let all: [ExerciseCommand] = [
    .preflight, .confirm(item: "backup", reason: "seen"), .start, .pause(reason: "lunch"),
    .resume, .abort(reason: "enough"), .finish(reason: "done"),
    .hint(subject: "diagnosis", text: "look at the disk", reason: "an hour is gone"),
    .cue(text: "a customer calls"), .note(text: "calm", atNs: .seconds(3)),
    .note(text: "calm", atNs: nil), .grade(subject: "17", grade: "correct", reason: "both named"),
    .integrity(reason: "overheard"), .realIncident(reason: "page"), .seal, .reveal,
    .invite(name: "Zoë", role: .observer), .release(text: "it runs"),
    .assign(gap: "no alert", owner: "Ann Smith", due: "2031-02-28", retest: "the next mission"),
    .approve(proposal: "P1"), .refuse(proposal: "P1", reason: "too late"),
    .draft(mission: "mission: a\n\n  b: c\n"), .propose(reason: "the disk first"),
    .hold(step: "cut"),
    .twin(horizon: nil), .twin(horizon: .seconds(1_800)), .stopTwin,
    .unhold(step: "cut"), .skip(step: "cut", reason: "late"), .trigger(step: "cut"),
    .ask(text: "more time"), .declare(location: "n1,n2"), .declare(location: ""),
    .acknowledge(alert: "a1"),
    .hypothesis(
      mechanism: "disk.slow", location: "n1", confidence: 0.7, evidence: ["a", "b"], text: "x"),
    .withdraw(hypothesis: "H1"), .decide(response: "restart n1", text: "now"),
    .handOver(text: "all yours"), .stopWord(reason: "smoke"),
  ]

  @Test("A command read from what it writes is the same command", arguments: all)
  func roundTrip(command: ExerciseCommand) throws {
    #expect(try ExerciseCommand(fields: command.fields) == command)
  }

  @Test("Every command's name is listed once, and every listed name is a command's")
  func names() {
    #expect(Set(Self.all.map(\.name)) == Set(ExerciseCommand.names))
    #expect(Set(ExerciseCommand.names).count == ExerciseCommand.names.count)
  }

  @Test(
    "Confidence is a share, as a number or as a form's text",
    arguments: [("0.7", 0.7), ("70%", 0.7), ("70 %", 0.7), (" 0 ", 0), ("100%", 1)])
  func confidence(text: String, share: Double) throws {
    let command = try ExerciseCommand(fields: [
      "do": "hypothesis", "mechanism": "disk.slow", "confidence": .string(text),
      "evidence": "one\r\ntwo\n",
    ])
    #expect(
      command
        == .hypothesis(
          mechanism: "disk.slow", location: "", confidence: share, evidence: ["one", "two"],
          text: ""))
  }

  @Test(
    "What is no share is refused",
    arguments: [
      .string("70"), .string("-1%"), .string("101%"), .string("nan"), .string("inf"),
      .string("about half"), .string(""), .number(1.5), .number(.nan), .bool(true), .null,
    ] as [JSONValue])
  func noShare(value: JSONValue) {
    let fields: [String: JSONValue] = [
      "do": "hypothesis", "mechanism": "disk.slow", "confidence": value,
    ]
    #expect(refusal { _ = try ExerciseCommand(fields: fields) }?.kind == .invalid)
  }

  @Test(
    "Fields that are missing, unknown, too long or of another kind are refused",
    arguments: [
      [:], ["do": "fly"], ["do": 7], ["do": "pause"], ["do": "pause", "reason": "  "],
      ["do": "start", "reason": "now"], ["do": "cue", "text": ["a"]],
      ["do": "cue", "text": .string(String(repeating: "x", count: 4_001))],
      ["do": "withdraw", "hypothesis": .string(String(repeating: "x", count: 81))],
      ["do": "invite", "name": "Bo", "role": "king"],
      ["do": "note", "text": "a", "at-ns": "soon"], ["do": "note", "text": "a", "at-ns": -1],
      ["do": "cue", "text": "bell \u{7}"], ["do": "invite", "name": "a\u{202e}b", "role": "red"],
    ] as [[String: JSONValue]])
  func refused(fields: [String: JSONValue]) {
    #expect(refusal { _ = try ExerciseCommand(fields: fields) }?.kind == .invalid)
  }

  @Test("A mission's text arrives as it was written, within its bounds")
  func mission() throws {
    func read(_ text: String) throws -> ExerciseCommand {
      try ExerciseCommand(fields: ["do": "draft", "mission": .string(text)])
    }
    #expect(try read("  a: 1\r\n\n\tb\r\n") == .draft(mission: "  a: 1\n\n\tb\n"))
    #expect(try read("\na") == .draft(mission: "\na\n"))
    let longest = String(repeating: "x", count: (64 << 10) - 1)
    #expect(refusal { _ = try read(longest) } == nil)
    for bad in [longest + "xx", "", " \n", "a\u{1B}b", "a\u{202e}b"] {
      #expect(refusal { _ = try read(bad) }?.kind == .invalid)
    }
  }

  @Test(
    "A moment is written as the exercise clock writes it",
    arguments: [
      ("3:07", 187.0), ("0:00", 0), ("1:03:07", 3_787), ("187.5", 187.5), (" 59 ", 59),
      ("12:00.5", 720.5), ("90:00", 5_400),
    ] as [(String, Double)])
  func moment(text: String, seconds: Double) throws {
    let fields: [String: JSONValue] = ["do": "note", "text": "a", "at": .string(text)]
    #expect(
      try ExerciseCommand(fields: fields) == .note(text: "a", atNs: .seconds(seconds)))
  }

  @Test(
    "What is no moment is refused",
    arguments: ["-1", "3:60", "3:7x", "1:60:00", "soon", ":", "3:", "1:2:3:4", "1e3", "nan"])
  func noMoment(text: String) {
    let fields: [String: JSONValue] = ["do": "note", "text": "a", "at": .string(text)]
    #expect(refusal { _ = try ExerciseCommand(fields: fields) }?.kind == .invalid)
    let both: [String: JSONValue] = ["do": "note", "text": "a", "at": "3:07", "at-ns": 1]
    #expect(refusal { _ = try ExerciseCommand(fields: both) }?.kind == .invalid)
  }

  @Test("Evidence is bounded in number and in length")
  func evidence() {
    func post(_ items: [String]) -> Refusal? {
      refusal {
        _ = try ExerciseCommand(fields: [
          "do": "hypothesis", "mechanism": "m", "confidence": 0.5,
          "evidence": .array(items.map { .string($0) }),
        ])
      }
    }
    #expect(post(Array(repeating: "x", count: 20)) == nil)
    #expect(post(Array(repeating: "x", count: 21))?.kind == .invalid)
    #expect(post([String(repeating: "x", count: 500)]) == nil)
    #expect(post([String(repeating: "x", count: 501)])?.kind == .invalid)
  }

  @Test("A refusal never repeats a stranger's text at length or with control characters")
  func refusalIsPlain() throws {
    let name = String(repeating: "A", count: 60) + "\r\nSet-Cookie: x"
    let fields: [String: JSONValue] = ["do": "seal", name: 1]
    let refused = try #require(refusal { _ = try ExerciseCommand(fields: fields) })
    #expect(!refused.message.contains("Set-Cookie") && !refused.message.contains("\n"))
  }
}
