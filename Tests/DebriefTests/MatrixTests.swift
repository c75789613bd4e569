import Testing
import Vocabulary

@testable import Debrief

@Suite struct MatrixTests {
  private static func cell(
    _ responder: String, held: Int, worse: Int = 0, trials: Int = 5, invalid: Int = 0
  ) -> RunbookMatrix.Cell {
    .init(
      mission: "etcd-<quorum>", responder: responder, trials: trials, invalid: invalid,
      held: held, absorbed: 0, worse: worse, lossByResponse: 0, widened: 0, wrongTarget: worse,
      timeToContainmentNs: held > 0 ? .seconds(12.4) : nil, outageNs: .seconds(30), blast: 4,
      lostWrites: worse * 1000)
  }

  private static let matrix = RunbookMatrix(
    missions: ["etcd-<quorum>", "untried"], responders: ["none", "runbook:bad", "runbook:good"],
    cells: [
      cell("none", held: 0), cell("runbook:bad", held: 0, worse: 5),
      cell("runbook:good", held: 4, worse: 1, invalid: 1),
    ])

  @Test("The picture is one well-formed document that needs no other file")
  func picture() {
    let svg = MatrixPicture.svg(Self.matrix)
    #expect(TagCheck.problems(in: svg) == [])
    #expect(svg.hasPrefix("<svg xmlns="))
    #expect(!svg.contains("href") && !svg.contains("url(") && !svg.contains("<quorum>"))
    #expect(svg == MatrixPicture.svg(Self.matrix))
  }

  @Test("A runbook that makes it worse has a sign and words, and the others have neither")
  func harmIsSeen() {
    let svg = MatrixPicture.svg(Self.matrix)
    #expect(svg.components(of: "class=\"sign\"") == 1)
    #expect(svg.contains("made it worse 5×"))
    #expect(svg.components(of: ">some harm<") == 1)
    #expect(svg.contains(">4/5<") && svg.contains(">0/5<"))
    var harmless = Self.matrix
    for index in harmless.cells.indices {
      harmless.cells[index].worse = 0
      harmless.cells[index].wrongTarget = 0
    }
    let plain = MatrixPicture.svg(harmless)
    #expect(!plain.contains("class=\"sign\"") && !plain.contains(">some harm<"))
  }

  @Test("The table says of each pair what was contained and what harm was done")
  func table() {
    let lines = MatrixText.terminal(Self.matrix).split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines[1].contains("nobody") && lines[1].contains("0/5"))
    #expect(lines[2].contains("worse than nobody 5/5") && lines[2].contains("5,000 writes lost"))
    #expect(lines[3].contains("12.4\u{a0}s") && lines[3].contains("1 invalid, not counted"))
    #expect(MatrixText.markdown(Self.matrix).contains("etcd-&lt;quorum&gt;"))
  }
}
