import ArgumentParser
import Foundation
import Testing

@testable import Commands

@Suite struct ProgramVerbTests {
  /// A folder with the program file that `program init` writes.
  private func withProgram(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("cygnet-program-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(ProgramExample.text.utf8).write(to: folder.appendingPathComponent("cygnet.yaml"))
    try body(folder.path)
  }

  @Test("The program that init writes has a calendar; blue's feed says when, and nothing else")
  func calendar() throws {
    try withProgram { folder in
      var feeds: [String: String] = [:]
      for reader in ProgramCalendar.Reader.allCases.map(\.rawValue) {
        let out = "\(folder)/\(reader).ics"
        try ProgramCalendar.parse([
          "--for", reader, "--out", out, "--program", "\(folder)/cygnet.yaml",
        ]).run()
        feeds[reader] = try String(contentsOfFile: out, encoding: .utf8)
      }
      let blue = try #require(feeds["blue"])
      let white = try #require(feeds["white"])
      for feed in [blue, white] {
        #expect(feed.hasPrefix("BEGIN:VCALENDAR\r\n") && feed.hasSuffix("END:VCALENDAR\r\n"))
        #expect(feed.contains("RRULE:FREQ=YEARLY;BYMONTH=2,5,8,11;BYDAY=2TH\r\n"))
      }
      #expect(white.contains("missions are frozen") && !blue.contains("missions"))
    }
  }

  @Test("Where nobody practised yet the trends are empty, and a picture can be drawn")
  func trends() throws {
    try withProgram { folder in
      let picture = "\(folder)/trends.svg"
      try ProgramTrendsVerb.parse(["--svg", picture, "--program", "\(folder)/cygnet.yaml"]).run()
      #expect(try String(contentsOfFile: picture, encoding: .utf8).contains("<svg"))
    }
  }

  @Test("A zone that the machine does not know is refused", arguments: ["Mars/Base", "../passwd"])
  func unknownZone(name: String) {
    #expect(throws: UsageError.self) { try ZoneSource.rules(of: name) }
  }

  @Test("A number of quarters has bounds", arguments: ["0", "41"])
  func quarters(count: String) {
    #expect(throws: (any Error).self) { try ProgramCalendar.parse(["--quarters", count]) }
  }
}
