import Vocabulary

/// A plan while it is made.
struct Draft {
  let quarter: Quarter
  /// How many places there are.
  let room: Int
  let planner: QuarterPlanner
  private var missions: [PlannedMission] = []
  private var byMachine: [OpenRetest] = []
  private var notes: [String] = []
  private let map: CoverageMap

  /// Which cells are looked at.
  enum Want {
    /// Never practised.
    case empty
    /// Not for a year.
    case old
    /// All.
    case any
  }

  init(quarter: Quarter, room: Int, planner: QuarterPlanner) {
    self.quarter = quarter
    self.room = room
    self.planner = planner
    let before = planner.exercises.filter { $0.day < quarter.first }
    map = CoverageMap(before, cards: planner.cards)
  }

  var plan: QuarterPlan {
    QuarterPlan(quarter: quarter, missions: missions, byMachine: byMachine, notes: notes)
  }

  private var isFull: Bool { missions.count >= room }
  private var taken: Set<String> { Set(missions.map(\.card.name)) }

  /// Each mission that a re-test needs, once; what a machine decides rides along where it can.
  mutating func takeRetests() {
    for retest in planner.retests where retest.by == .people {
      let reason = PlanReason.retest(finding: retest.finding, title: retest.title)
      if let place = missions.firstIndex(where: { $0.card.name == retest.mission }) {
        missions[place].reasons.append(reason)
        missions[place].retests.append(retest.finding)
      } else if let card = planner.cards.first(where: { $0.name == retest.mission }) {
        guard !isFull else {
          notes.append(
            "no place is left for the re-test of \(retest.finding) by \(retest.mission); the next "
              + "exercise will not start without it, unless somebody says why")
          continue
        }
        missions.append(PlannedMission(card: card, reasons: [reason], retests: [retest.finding]))
      } else {
        notes.append(
          "\(retest.finding) is to be re-tested by \(retest.mission), which is no mission here; "
            + "write it, or name another")
      }
    }
    byMachine = planner.retests.filter { $0.by == .machine }
  }

  /// A mission for each cell that is wanted, while there is room.
  mutating func takeCells(_ want: Want) {
    let cells = map.cells.filter { cell in
      guard planner.databases.contains(cell.database), cell.missions > 0 else { return false }
      guard let last = cell.last else { return want == .empty }
      let age = Quarter(of: last).distance(to: quarter)
      return want == .any || want == .old && age >= QuarterPlanner.oldAfterQuarters
    }
    let order = cells.enumerated().sorted { left, right in
      // Oldest first; among equals what happened, or changes, then the field guide's order.
      (left.element.last?.ordinal ?? Int.min, -inputs(for: left.element).count, left.offset)
        < (right.element.last?.ordinal ?? Int.min, -inputs(for: right.element).count, right.offset)
    }
    for (_, cell) in order {
      let isTaken = missions.contains {
        $0.card.family == cell.family && $0.card.database == cell.database
      }
      if isFull { return }
      if isTaken { continue }
      var reasons = [
        cell.last.map {
          PlanReason.notSince($0, family: cell.family, database: cell.database)
        } ?? .neverPractised(family: cell.family, database: cell.database)
      ]
      reasons += inputs(for: cell)
      take(cell.family, cell.database, reasons)
    }
  }

  /// Incidents and changes whose cells have no mission yet.
  mutating func takeInputs() {
    for cell in map.cells where !isFull && planner.databases.contains(cell.database) {
      let reasons = inputs(for: cell)
      let isTaken = missions.contains {
        $0.card.family == cell.family && $0.card.database == cell.database
      }
      guard !reasons.isEmpty, !isTaken else { continue }
      take(cell.family, cell.database, reasons)
    }
  }

  /// Says what no mission could be chosen for, and that places were left.
  mutating func nameGaps(windows: Int) {
    if windows == 0 { notes.append("\(quarter) has no window; nothing can be planned") }
    for family in planner.ceilings.keys.sorted() {
      let hardest = planner.cards.filter { $0.family == family }.map(\.difficulty).max() ?? 0
      guard let ceiling = planner.ceilings[family], hardest <= ceiling else { continue }
      notes.append(
        "\(Families.title(family)) is at its ceiling at difficulty \(ceiling), and no mission is "
          + "harder; write one")
    }
    for cell in map.cells where planner.databases.contains(cell.database) && cell.missions == 0 {
      notes.append(
        "there is no mission of \(Families.title(cell.family)) on \(cell.database); write one")
    }
    if !isFull, windows > 0 {
      notes.append("\(room - missions.count) of \(room) places are free")
    }
  }

  private mutating func take(_ family: String, _ database: String, _ reasons: [PlanReason]) {
    guard let (card, step) = planner.mission(family, database, besides: taken) else { return }
    var reasons = reasons
    if let step { reasons.append(.harder(than: step, family: family)) }
    missions.append(PlannedMission(card: card, reasons: reasons))
  }

  /// What happened in a cell since the quarter before this one, or is going to change in it.
  private func inputs(for cell: CoverageMap.Cell) -> [PlanReason] {
    func isHere(_ service: String, _ family: String, _ on: CalendarDay) -> Bool {
      let database = planner.program.services.first { $0.name == service }?.database
      return family == cell.family && database == cell.database
        && (quarter.previous.first...quarter.last).contains(on)
    }
    return planner.program.incidents.filter { isHere($0.service, $0.family, $0.on) }.map {
      PlanReason.incident(id: $0.id, title: $0.title)
    }
      + planner.program.changes.filter { isHere($0.service, $0.family, $0.on) }.map {
        PlanReason.change(id: $0.id, title: $0.title)
      }
  }
}
