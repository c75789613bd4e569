import Foundation
import Ranges
import Testing

@Suite struct LogEndTests {
  private func end(of text: String) throws -> (text: String, line: String?) {
    let path = FileManager.default.temporaryDirectory.path + "/cygnet-log-end-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return (LogEnd.text(of: path), LogEnd.line(of: path))
  }

  @Test("The last line is that of the end, with or without a line break behind it")
  func lastLine() throws {
    #expect(try end(of: "started\nno space left\n").line == "no space left")
    #expect(try end(of: "started\nno space left").line == "no space left")
    #expect(try end(of: "no space left").text == "no space left")
  }

  @Test("Of a long log, or of a long line, the last bytes are read and no others")
  func longLog() throws {
    let long = String(repeating: "a", count: 5_000) + "z"
    #expect(try end(of: long).text == String(repeating: "a", count: 399) + "z")
    #expect(try end(of: long + "\nlast\n").line == "last")
  }

  @Test("Of a log that is empty or not there nothing is said")
  func nothing() throws {
    #expect(try end(of: "").line == nil)
    #expect(LogEnd.line(of: "/nowhere/database.log") == nil)
    #expect(LogEnd.text(of: "/nowhere/database.log").isEmpty)
  }
}
