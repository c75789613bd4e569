import Ranges
import Testing
import Vocabulary

@Suite struct JournalTests {
  private static let undo = [HostAction.deleteTable(host: "n1", table: "cygnet_cut")]

  private func fill(_ file: TrialFile) throws -> Journal {
    let journal = try Journal(path: file.path)
    try journal.append(
      fault: "cut", state: .armed, undo: Self.undo, leaseNs: .seconds(10), at: .seconds(1))
    try journal.append(fault: "cut", state: .applied, at: .seconds(2))
    return journal
  }

  @Test("Lines read back as they were appended, numbered from 0")
  func readsBack() throws {
    let file = TrialFile()
    let journal = try fill(file)
    try journal.append(fault: "cut", state: .healed, by: "controller", at: .seconds(3))
    let lines = Journal.read(path: file.path)
    #expect(lines.map(\.sequence) == [0, 1, 2])
    #expect(lines.map(\.state) == [.armed, .applied, .healed])
    #expect(lines.map(\.undo) == [Self.undo, nil, nil])
    #expect(lines[0].leaseNs == .seconds(10))
    #expect(lines[2].by == "controller")
  }

  @Test("A torn last line is left out, and the next one is appended whole after it")
  func tornTail() throws {
    let file = TrialFile()
    _ = try fill(file)
    let whole = try file.text
    let last = try #require(whole.split(separator: "\n").last)
    for length in 0..<last.utf8.count {
      try file.write(String(whole.dropLast(last.utf8.count + 1)) + String(last.prefix(length)))
      #expect(Journal.read(path: file.path).map(\.state) == [.armed])
      let journal = try Journal(path: file.path)
      try journal.append(fault: "slow", state: .armed, undo: [], at: .seconds(9))
      let lines = Journal.read(path: file.path)
      #expect(lines.map(\.fault) == ["cut", "slow"])
      #expect(lines.map(\.sequence) == [0, 1])
    }
  }

  @Test("A journal that is all torn starts anew")
  func allTorn() throws {
    let file = TrialFile()
    try file.write("{\"fault\":\"cu")
    let journal = try Journal(path: file.path)
    try journal.append(fault: "cut", state: .armed, undo: Self.undo, at: .zero)
    #expect(Journal.read(path: file.path).map(\.sequence) == [0])
  }

  @Test("What is armed and not healed is owed, oldest first, each with its undo, once")
  func held() throws {
    func line(_ fault: String, _ state: Journal.State) -> Journal.Line {
      let undo = [HostAction.clear(host: "n1", fault: fault, part: .disk)]
      return .init(
        sequence: 0, timeNs: .zero, fault: fault, state: state,
        undo: state == .armed ? undo : nil, leaseNs: nil, by: nil)
    }
    func owed(_ lines: Journal.Line...) -> [String] {
      let held = Journal.held(in: lines)
      #expect(held.allSatisfy { $0.undo == [.clear(host: "n1", fault: $0.fault, part: .disk)] })
      return held.map(\.fault)
    }
    #expect(owed() == [])
    #expect(owed(line("a", .armed)) == ["a"])
    #expect(owed(line("a", .armed), line("b", .armed), line("a", .applied)) == ["a", "b"])
    #expect(owed(line("a", .armed), line("b", .armed), line("a", .healed)) == ["b"])
    #expect(owed(line("a", .armed), line("a", .healFailed)) == ["a"])
    #expect(owed(line("a", .armed), line("a", .healFailed), line("a", .healed)) == [])
    #expect(owed(line("a", .armed), line("a", .healed), line("a", .armed)) == ["a"])
  }

  @Test("A step that nothing can undo is never owed, so nobody writes that it was healed")
  func irreversible() throws {
    let line = Journal.Line(
      sequence: 0, timeNs: .zero, fault: "force", state: .armed, undo: [], leaseNs: nil, by: nil)
    #expect(Journal.held(in: [line]).isEmpty)
  }

  @Test("A journal that cannot be opened says which and what to try")
  func cannotOpen() {
    let error = #expect(throws: RangeError.self) { try Journal(path: "/nowhere/journal.jsonl") }
    #expect(error?.message.contains("/nowhere/journal.jsonl") == true)
    #expect(error?.hint.isEmpty == false)
  }

  @Test("A journal that is not there owes nothing")
  func absent() {
    #expect(Journal.read(path: "/nowhere/journal.jsonl").isEmpty)
  }

  @Test("What a held fault was to do is known to whoever reads the journal, and no healed one's")
  func actions() throws {
    let file = TrialFile()
    let journal = try Journal(path: file.path)
    let actions = [HostAction.killDatabase(host: "n1")]
    for fault in ["cut", "slow"] {
      try journal.append(
        fault: fault, state: .armed, undo: Self.undo, leaseNs: .seconds(1), actions: actions,
        approvedBy: ["Ann", "Ben"], at: .seconds(1))
    }
    try journal.append(fault: "cut", state: .healed, by: "lease", at: .seconds(2))
    let lines = Journal.read(path: file.path)
    #expect(Journal.actions(in: lines) == ["slow": actions])
    #expect(lines[0].approvedBy == ["Ann", "Ben"])
  }
}
