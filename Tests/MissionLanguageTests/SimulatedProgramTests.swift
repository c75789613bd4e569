import MissionLanguage
import Testing
import Vocabulary

@Suite struct SimulatedProgramTests {
  private static func text(_ more: String) -> String {
    """
    program: orders
    owner: ada@orders.example
    people: [{name: Ada Obi, email: ada@orders.example, zone: Etc/UTC}]
    services:
      - {service: orders, database: etcd, target: orders-prod, sla: 30m, rto: 1h, rpo: 15m,
         error-budget: 0.1%}
    cadence: 2nd Thursday of February, May, August, November, 13:00, 4h, Etc/UTC
    \(more)

    """
  }

  @Test func `A program says that it is simulated, and why; without that it is not`() throws {
    let simulated = try ProgramParser.parse(
      Self.text("simulated: \"The days are made up\""), file: "cygnet.yaml"
    ).get()
    #expect(simulated.simulated == "The days are made up")
    #expect(try ProgramParser.parse(Self.text(""), file: "cygnet.yaml").get().simulated == nil)
  }

  @Test("Why it is simulated is a line, not a switch that says nothing", arguments: ["[]", "{}"])
  func mistakes(value: String) {
    guard
      case .failure(let errors) = ProgramParser.parse(
        Self.text("simulated: \(value)"), file: "cygnet.yaml")
    else {
      Issue.record("it was accepted")
      return
    }
    #expect(errors.diagnostics.map(\.position.line) == [8])
  }
}
