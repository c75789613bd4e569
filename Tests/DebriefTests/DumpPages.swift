import Debrief
import Foundation
import Testing

@Suite struct DumpPages {
  @Test func dump() throws {
    for (name, input) in Fixtures.all {
      let base = "/tmp/deb/pages/"
      try DebriefPage.html(input).write(
        toFile: base + name + ".html", atomically: true, encoding: .utf8)
      try DebriefText.markdown(input).write(
        toFile: base + name + ".md", atomically: true, encoding: .utf8)
      try DebriefText.terminal(input).write(
        toFile: base + name + ".txt", atomically: true, encoding: .utf8)
    }
  }
}
