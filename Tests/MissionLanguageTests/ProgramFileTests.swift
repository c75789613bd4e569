import Foundation
import MissionLanguage
import Testing
import Vocabulary

@Suite struct ProgramFileTests {
  private static let whole = """
    program: orders
    owner: ada@orders.example
    people:
      - {name: Ada Obi, email: ada@orders.example, zone: Europe/Berlin, login: ada}
      - {name: Dana Roth, email: Dana@orders.example, zone: America/New_York, active: false}
    services:
      - {service: orders, database: etcd, target: orders-prod, sla: 30m, rto: 1h, rpo: 15m,
         error-budget: 0.1%, constants: services/orders.yaml}
    cadence: 2nd Thursday of February, May, August, November, 13:00, 4h, Europe/Berlin
    moved:
      - {from: 2027-05-13, to: 2027-05-20, at: "14:30", why: conference}
    missions: 4
    design: weeks 1-3
    freeze: 7
    remediation: weeks 8-13
    incidents:
      - {id: INC-1, on: 2026-12-03, title: Writes stalled, service: orders, family: quorum-erosion}
    changes:
      - {id: CHG-1, on: 2027-01-20, title: New rack, service: orders, family: restore}

    """

  @Test func `A program is read, and each value arrives`() throws {
    let program = try ProgramParser.parse(Self.whole, file: "cygnet.yaml").get()
    #expect(program.name == "orders" && program.owner == "ada@orders.example")
    #expect(program.people.map(\.isActive) == [true, false])
    #expect(program.people.map(\.zone) == ["Europe/Berlin", "America/New_York"])
    #expect(program.people[0].login == "ada" && program.people[1].login == nil)
    let service = try #require(program.services.first)
    #expect(service.slaNs == .seconds(1_800) && service.recoveryTimeNs == .seconds(3_600))
    #expect(service.recoveryPointNs == .seconds(900) && service.errorBudget == 0.001)
    #expect(service.constants == "services/orders.yaml" && service.target == "orders-prod")
    #expect(
      program.cadence
        == Cadence(
          place: 2, weekday: .thursday, months: [2, 5, 8, 11], startMinute: 780,
          lengthNs: .seconds(14_400), zone: "Europe/Berlin"))
    #expect(
      program.moved == [
        MovedWindow(from: "2027-05-13", to: "2027-05-20", startMinute: 870, why: "conference")
      ])
    #expect(program.missionsPerWindow == 4 && program.freezeDays == 7)
    #expect(program.designWeeks == 1...3 && program.remediationWeeks == 8...13)
    #expect(program.incidents.map(\.id) == ["INC-1"] && program.changes.map(\.on) == ["2027-01-20"])
  }

  @Test func `The example is read, and what it leaves out is usual`() throws {
    let file = TestFiles.missions.deletingLastPathComponent()
      .appendingPathComponent("Programs/example/cygnet.yaml")
    let program = try ProgramParser.parse(try TestFiles.text(file), file: "cygnet.yaml").get()
    #expect(program.people.count == 4 && program.moved.count == 1)
    let least = try ProgramParser.parse(
      Self.whole.split(separator: "\n", omittingEmptySubsequences: false).prefix(9)
        .joined(separator: "\n"), file: "cygnet.yaml"
    ).get()
    #expect(least.designWeeks == 1...3 && least.freezeDays == 5 && least.missionsPerWindow == 3)
    #expect(least.remediationWeeks == nil && least.moved.isEmpty && least.incidents.isEmpty)
  }

  @Test(
    "A cadence is written in one way",
    arguments: [
      ("1st Monday of March, 09:00, 2h, Etc/UTC", 1, Weekday.monday, [3]),
      ("last friday of December, march, 23:30, 30m, America/New_York", -1, .friday, [3, 12]),
    ])
  func cadences(text: String, place: Int, weekday: Weekday, months: [Int]) throws {
    let program = try ProgramParser.parse(
      Self.text(replacing: Self.cadence, by: text).replacingOccurrences(
        of: "  - {from: 2027-05-13, to: 2027-05-20, at: \"14:30\", why: conference}", with: "  []"),
      file: "cygnet.yaml"
    ).get()
    #expect(program.cadence.place == place && program.cadence.weekday == weekday)
    #expect(program.cadence.months == months)
  }

  private static let cadence =
    "2nd Thursday of February, May, August, November, 13:00, 4h, Europe/Berlin"

  private static func text(replacing old: String, by new: String) -> String {
    whole.replacingOccurrences(of: old, with: new)
  }

  @Test(
    "What is wrong is said with its place",
    arguments: [
      ("owner: ada@orders.example", "owner: bob@orders.example", 2, "nobody under `people`"),
      ("owner: ada@orders.example", "owner: dana@orders.example", 2, "no longer active"),
      ("email: Dana@orders", "email: ADA@orders", 5, "two people have the address"),
      ("email: ada@orders.example", "email: dba@orders.example", 4, "several people read"),
      ("email: ada@orders.example", "email: ada.orders.example", 4, "is not an email address"),
      ("zone: America/New_York", "zone: ../../etc/passwd", 5, "is not the name of a time zone"),
      ("sla: 30m", "sla: 30", 7, "has no unit"),
      ("error-budget: 0.1%", "error-budget: 0%", 8, "is no error budget"),
      ("constants: services", "constants: ../services", 8, "is not a file below this folder"),
      ("2nd Thursday", "5th Thursday", 9, "is not a place in a month"),
      ("2nd Thursday", "2nd Thorsday", 9, "is not a day of the week"),
      ("February, May", "Febuary, May", 9, "is not a month"),
      ("February, May", "May, May", 9, "named twice"),
      ("13:00, 4h", "1300, 4h", 9, "is not a time of day"),
      ("13:00, 4h", "24:00, 4h", 9, "is not a time of day"),
      ("13:00, 4h", "13:00, 4d", 9, "is not a duration"),
      ("13:00, 4h", "13:00, 13h", 9, "out of range"),
      ("4h, Europe/Berlin", "4h, Berlin time", 9, "is not the name of a time zone"),
      ("from: 2027-05-13", "from: 2027-05-14", 11, "there is no window on 2027-05-14"),
      ("to: 2027-05-20", "to: 2027-08-12", 11, "another window is on"),
      ("to: 2027-05-20", "to: 2027-07-01", 11, "would leave its quarter"),
      ("to: 2027-05-20", "to: 2027-02-30", 11, "is not a day"),
      ("to: 2027-05-20, at: \"14:30\"", "to: 2027-05-13", 11, "moved to where it is"),
      ("missions: 4", "missions: 0", 12, "out of range"),
      ("design: weeks 1-3", "design: 3 weeks", 13, "is not a span of weeks"),
      ("design: weeks 1-3", "design: weeks 1-6", 13, "within the design weeks"),
      ("freeze: 7", "freeze: -1", 14, "out of range"),
      ("remediation: weeks 8-13", "remediation: weeks 3-13", 15, "within the design weeks"),
      ("service: orders, family: restore", "service: order, family: restore", 19, "no service"),
      ("on: 2027-01-20", "when: 2027-01-20", 19, "unknown key `when`"),
      ("program: orders", "programme: orders", 1, "unknown key `programme`"),
    ])
  func mistakes(change: String, to: String, line: Int, message: String) throws {
    let text = Self.text(replacing: change, by: to)
    #expect(text != Self.whole)
    guard case .failure(let errors) = ProgramParser.parse(text, file: "cygnet.yaml") else {
      Issue.record("it was accepted")
      return
    }
    #expect(
      errors.diagnostics.contains {
        $0.message.contains(message) && $0.position.line == line && !$0.hint.isEmpty
      }, "\(errors)")
  }

  @Test func `Everything wrong is said at once`() {
    let text = Self.text(replacing: "sla: 30m", by: "sla: soon")
      .replacingOccurrences(of: "freeze: 7", with: "freeze: a week")
      .replacingOccurrences(of: "2nd Thursday", with: "2nd Thorsday")
    guard case .failure(let errors) = ProgramParser.parse(text, file: "cygnet.yaml") else {
      Issue.record("it was accepted")
      return
    }
    #expect(errors.diagnostics.map(\.position.line) == [7, 9, 14], "\(errors)")
  }
}
