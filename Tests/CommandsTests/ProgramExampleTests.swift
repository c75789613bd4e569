import MissionLanguage
import Testing
import Vocabulary

@testable import Commands

/// The program file that people begin with.
@Suite struct ProgramExampleTests {
  private func problems(_ text: String) -> String {
    switch ProgramParser.parse(text, file: "cygnet.yaml") {
    case .success: ""
    case .failure(let errors): "\(errors.diagnostics)"
    }
  }

  @Test func `It has no mistake, also with its examples uncommented`() {
    #expect(problems(ProgramExample.text).isEmpty)
    let lines = ProgramExample.text.split(separator: "\n", omittingEmptySubsequences: false)
    // Prose begins with a capital letter, or goes on in lower case without a colon or a dash.
    let uncommented = lines.map { line -> String in
      guard let range = line.firstRange(of: "# "),
        line[..<range.lowerBound].allSatisfy({ $0 == " " })
      else { return String(line) }
      let rest = line[range.upperBound...]
      let isExample =
        rest.first?.isUppercase == false
        && (rest.contains("- ") || rest.hasSuffix(":") || rest.hasPrefix("    "))
      return isExample ? String(line[..<range.lowerBound] + rest) : String(line)
    }.joined(separator: "\n")
    #expect(uncommented.contains("\nincidents:\n  - id: INC-2041"))
    #expect(uncommented.contains("Dana Roth") && uncommented != ProgramExample.text)
    #expect(problems(uncommented).isEmpty)
  }
}
