package import Vocabulary

/// Reads `cygnet.yaml`; everything wrong is reported at once, each with its place and a hint.
///
/// Limits: as for missions; at most 200 people, 100 services, 200 incidents and 200 changes.
package enum ProgramParser {
  static let keys = [
    "program", "owner", "people", "services", "cadence", "moved", "missions", "design", "freeze",
    "remediation", "incidents", "changes", "simulated",
  ]

  /// The program in `text`; `file` is the name for messages.
  package static func parse(
    _ text: String, file: String
  ) -> Result<ProgramFile, MissionErrors> {
    let report = Report(file: file)
    guard let root = YAMLReader.read(text, report: report),
      let section = Section(root, name: "the program", keys: keys, report: report)
    else { return .failure(report.errors) }
    let program = read(section, report: report)
    return report.isClean ? .success(program) : .failure(report.errors)
  }

  /// The same for bytes as they lie on the disk; text that is not UTF-8 is refused.
  package static func parse(
    bytes: [UInt8], file: String
  ) -> Result<ProgramFile, MissionErrors> {
    switch SourceText.decode(bytes, file: file) {
    case .success(let text): parse(text, file: file)
    case .failure(let errors): .failure(errors)
    }
  }

  private static func read(_ section: Section, report: Report) -> ProgramFile {
    let people = PeopleSection(report: report).read(
      section.required(
        "people", example: "people: [{name: Ada Obi, email: ada@example.org, zone: Europe/Berlin}]")
    )
    let services = ServicesSection(report: report).read(
      section.required("services", example: "services: [{service: orders, database: etcd, …}]"))
    let cadence = section.required(
      "cadence", .cadence,
      example: "cadence: 2nd Thursday of February, May, August, November, 13:00, 4h, Europe/Berlin")
    let inputs = ProgramInputsSection(services: services.map(\.name), report: report)
    var program = ProgramFile(
      name: section.required("program", .word, example: "program: orders"),
      owner: section.required("owner", .email, example: "owner: ada@example.org"),
      people: people, services: services, cadence: cadence)
    program.missionsPerWindow = section.optional("missions", .count(1...12), default: 3)
    program.designWeeks = section.optional("design", .weeks, default: 1...3)
    program.freezeDays = section.optional("freeze", .count(0...28), default: 5)
    program.remediationWeeks = section.optional("remediation", .weeks)
    program.moved = MovedSection(
      cadence: section.node("cadence") == nil ? nil : cadence, report: report
    ).read(section.node("moved"))
    program.incidents = inputs.incidents(section.node("incidents"))
    program.changes = inputs.changes(section.node("changes"))
    program.simulated = section.optional("simulated", .line)
    checkOwner(program, section)
    checkWeeks(program, section)
    return program
  }

  private static func checkOwner(_ program: ProgramFile, _ section: Section) {
    guard section.node("owner") != nil, section.report.isClean else { return }
    guard let person = program.person(program.owner) else {
      section.report.add(
        section.valuePosition(of: "owner"), "nobody under `people` has `\(program.owner)`",
        hint: Spelling.hint(
          for: program.owner, among: program.people.map(\.email),
          otherwise: "the owner of the program is one of its people"))
      return
    }
    if !person.isActive {
      section.report.add(
        section.valuePosition(of: "owner"), "\(person.name) is no longer active",
        hint: "name somebody who is; what nobody owns nobody mends")
    }
  }

  /// Design ends before any window may begin, and mending does not begin before design has ended.
  private static func checkWeeks(_ program: ProgramFile, _ section: Section) {
    guard section.report.isClean else { return }
    if let early = earliestWindow(of: program.cadence, before: program.designWeeks.upperBound * 7) {
      section.report.add(
        section.valuePosition(of: section.node("design") == nil ? "cadence" : "design"),
        "the window of \(early) would lie within the design weeks",
        hint: "choose a later window, or fewer weeks of design, such as `design: weeks 1-1`")
    }
    if let weeks = program.remediationWeeks, weeks.lowerBound <= program.designWeeks.upperBound {
      section.report.add(
        section.valuePosition(of: "remediation"), "remediation begins within the design weeks",
        hint: "begin after week \(program.designWeeks.upperBound)")
    }
  }

  /// A window on one of the first `days` days of its quarter; nil where there is none.
  ///
  /// The place of a weekday wanders by up to six days; 28 years show every case.
  private static func earliestWindow(of cadence: Cadence, before days: Int) -> CalendarDay? {
    for year in 2_025...2_052 {
      for month in cadence.months {
        let start = CalendarDay(year: year, month: (month - 1) / 3 * 3 + 1, day: 1)
        if let start, let day = cadence.day(month: month, year: year),
          day.ordinal - start.ordinal < days
        {
          return day
        }
      }
    }
    return nil
  }
}
