import ArgumentParser
import Debrief
import Ledger
import Programs
import Vocabulary

/// What a quarter practises, and why.
struct ProgramPlanVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "What the next quarter practises: missions with reasons, and re-tests to run.",
    discussion: """
      Open re-tests come first, then what people never practised, then what they have not \
      practised for a year, incidents and changes, and whatever was practised longest ago. \
      --keep takes the plan: the gate counts its re-tests as linked, and program status measures \
      the quarter by it. The file names missions; blue must not read it.
      """)

  @Option(help: "Such as 2027Q1; without it the quarter of the next window.") var quarter: String?
  @Flag(help: "Take this plan for the quarter: plans/QUARTER.json beside cygnet.yaml.")
  var keep = false
  @OptionGroup var options: DeskOptions

  func validate() throws { _ = try QuarterDesk.quarter(quarter) }

  func run() throws {
    let desk = try QuarterDesk(try options.desk())
    desk.shelf.sayUnreadable()
    let quarter = try QuarterDesk.quarter(quarter) ?? desk.nextQuarter
    let plan = try desk.plan(quarter)
    if options.json {
      print(try CanonicalJSON.line(plan))
    } else {
      for line in Self.text(plan, of: desk) { print(line) }
    }
    guard keep else { return }
    let dates = QuarterDates(desk.program, quarter: quarter, calendar: desk.calendar)
    if dates.phase(on: desk.today) == .frozen {
      Terminal.say("note: its missions are frozen since \(dates.freezes.min() ?? desk.today)")
    }
    let path = try KeptPlan.write(plan, at: desk.desk.ledger.place)
    Terminal.say("kept: \(Terminal.path(path)); it names missions, so blue must not read it")
  }

  /// The plan as a terminal shows it.
  static func text(_ plan: QuarterPlan, of desk: QuarterDesk) -> [String] {
    let windows = desk.windows(of: plan.quarter).map { $0.inWords(desk.calendar.zone) }
    let room = desk.program.missionsPerWindow * windows.count
    var lines = [
      "\(plan.quarter): "
        + (windows.isEmpty
          ? "no window" : windows.joined(separator: "; ") + "; \(room) places")
    ]
    if !plan.missions.isEmpty { lines += ["", BoardText.plan(plan).terminal] }
    if !plan.byMachine.isEmpty {
      lines += [
        "", "re-tests by machine, before the window: cygnet finding retest --all",
        BoardText.byMachine(plan).terminal,
      ]
    }
    if !plan.notes.isEmpty { lines += [""] + plan.notes.map { "note: \(Terminal.line($0))" } }
    return lines
  }
}
