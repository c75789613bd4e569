import Exercises
import Foundation
import Testing
import Vocabulary

@testable import Conductor

@Suite struct TerminalRecordingTests {
  private func folder() throws -> String {
    let path = FileManager.default.temporaryDirectory.path + "/casts-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  private func recording(_ name: String, _ folder: String, _ room: RecordingRoom) throws
    -> TerminalRecording
  {
    try TerminalRecording(
      creating: folder + "/" + name, in: room, columns: 80, rows: 24, origin: .zero, title: "t",
      term: "dumb", clock: { .zero })
  }

  @Test("Recordings that have filled their room end, say so, and leave what others are to have")
  func room() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let room = RecordingRoom(in: folder, most: 20_000)
    var first = try recording("1.cast", folder, room)
    for _ in 0..<1_000 { first.show(Array("a line of a hundred bytes or so\r\n".utf8)) }
    first.close()
    var second = try recording("2.cast", folder, room)
    second.show(Array(String(repeating: "nobody has room ", count: 40).utf8))
    second.close()
    for name in ["1.cast", "2.cast"] {
      let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
      #expect(text.utf8.count < 21_000)
      #expect(text.split(separator: "\n").last?.contains("no room left") == true, "\(name)")
    }
    // A console that is started again counts what is there.
    #expect(!RecordingRoom(in: folder, most: 20_000).take(1_000))
    #expect(RecordingRoom(in: folder, most: 40_000).take(1_000))
  }

  @Test("What fits is recorded whole")
  func fits() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var whole = try recording("1.cast", folder, RecordingRoom(in: folder))
    for _ in 0..<100 { whole.show(Array("a line\r\n".utf8)) }
    whole.close()
    let text = try String(contentsOfFile: folder + "/1.cast", encoding: .utf8)
    #expect(text.split(separator: "\n").count == 101 && !text.contains("ends here"))
  }
}
