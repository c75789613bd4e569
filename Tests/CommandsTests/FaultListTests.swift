import Testing
import Vocabulary

@testable import Commands

@Suite struct FaultListTests {
  private static let here = FaultEntry.all(available: Set(Capability.allCases))

  @Test("Every line of the list fits into a hundred columns, and every kind is in it")
  func table() {
    let lines = FaultTable.text(Self.here).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { $0.count <= 100 && !$0.hasSuffix(" ") })
    let text = lines.joined(separator: "\n")
    for entry in Self.here { #expect(text.contains(entry.kind)) }
    for entry in Self.here where entry.verb != nil {
      #expect(
        text.contains("\n\(entry.kind) ") || text.hasPrefix("\(entry.kind) "), "\(entry.kind)")
    }
  }

  @Test("The list says of a kind that few databases have which these are")
  func scope() throws {
    let rewind = try #require(Self.here.first { $0.kind == "operator.rewind" })
    #expect(FaultTable.text([rewind]).contains(" only on patroni\n"))
    let kill = try #require(Self.here.first { $0.kind == "proc.kill" })
    #expect(!FaultTable.text([kill]).contains("only on"))
  }

  @Test("Kinds stand by area, and each once")
  func order() {
    let kinds = Self.here.map(\.kind)
    #expect(Set(kinds).count == kinds.count)
    #expect(kinds == kinds.sorted())
  }

  @Test("A page fits, and names every parameter, need and a step that is whole", arguments: here)
  func page(entry: FaultEntry) {
    let text = FaultPage.text(entry)
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
    for parameter in entry.parameters { #expect(text.contains("  \(parameter.name)  ")) }
    for need in entry.needs { #expect(text.contains(need.capability)) }
    if entry.verb != nil { #expect(text.contains("cygnet fault try \(entry.kind)")) }
    #expect(text.contains("Only on") == (entry.databases != nil))
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if let reason = entry.reason { #expect(words.contains(reason)) }
  }

  @Test("A kind whose needs are not here is said to be so")
  func lacking() throws {
    let entries = FaultEntry.all(available: [.namespaces])
    let slow = try #require(entries.first { $0.kind == "disk.slow" })
    #expect(!slow.isAvailable)
    #expect(slow.reason?.contains("fuse") == true)
    #expect(FaultTable.text([slow]).contains("NOT HERE: this machine has no fuse"))
    let pause = try #require(entries.first { $0.kind == "proc.pause" })
    #expect(pause.isAvailable)
  }

  @Test("An unknown kind gets the nearest one as a hint, an area all of its kinds")
  func choice() throws {
    let areas = Set(try FaultList.choose("proc", of: Self.here).map(\.area))
    #expect(areas == ["proc"])
    let error = #expect(throws: UsageError.self) {
      try FaultList.choose("net.ctu", of: Self.here)
    }
    #expect(error?.hint?.contains("net.cut") == true)
  }

  @Test(
    "The example of a page is a step that the language takes",
    arguments: here.filter { $0.verb != nil })
  func examplesAreTaken(entry: FaultEntry) throws {
    let line = try #require(
      FaultPage.text(entry).split(separator: "\n").last { $0.contains("cygnet fault try") })
    var words = line.split(separator: " ").dropFirst(3).map(String.init)
    let kind = words.removeFirst()
    var targets: [(key: String, value: String?)] = []
    while words.count > 1, words[0].hasPrefix("--") {
      if words[0] == "--database" {
        #expect(entry.databases?.contains(words[1]) == true)
      } else {
        targets.append((String(words[0].dropFirst(2)), words[1]))
      }
      words.removeFirst(2)
    }
    let step = try TrialWords(kind: kind, targets: targets, settings: words, life: "3s").step(
      on: ["n1", "n2", "n3"], capabilities: Set(Capability.allCases))
    #expect(step.kind == entry.kind)
  }
}
