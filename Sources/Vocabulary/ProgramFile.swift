/// What a team wrote into `cygnet.yaml`: who practises what, when, and what happened since.
///
/// Shape: `docs/reference/program.md`; every person is one human being, every date a calendar day.
package struct ProgramFile: Sendable, Equatable, Codable {
  /// The program's name.
  package var name: String
  /// The email of the person who answers for it; one of `people`, and active.
  package var owner: String
  /// At least one.
  package var people: [ProgramPerson]
  /// At least one.
  package var services: [ProgramService]
  /// When it practises.
  package var cadence: Cadence
  /// Windows that were moved, in the order of the moves; the last one of a window counts.
  package var moved: [MovedWindow]
  /// How many missions a window has room for.
  package var missionsPerWindow: Int
  /// The weeks of the quarter in which missions are designed, from 1.
  package var designWeeks: ClosedRange<Int>
  /// So many days before a window its missions are frozen.
  package var freezeDays: Int
  /// The weeks in which gaps are mended; nil is from the window to the quarter's end.
  package var remediationWeeks: ClosedRange<Int>?
  /// Real incidents, an input of the design.
  package var incidents: [RecentIncident]
  /// Changes of schema, topology or software that were announced, an input of the design.
  package var changes: [DeclaredChange]
  /// Why its days are made up, where they are; nil for a program that people live by.
  package var simulated: String?

  /// All parts at once; the parser is the only caller outside tests.
  package init(
    name: String, owner: String, people: [ProgramPerson], services: [ProgramService],
    cadence: Cadence, moved: [MovedWindow] = [], missionsPerWindow: Int = 3,
    designWeeks: ClosedRange<Int> = 1...3, freezeDays: Int = 5,
    remediationWeeks: ClosedRange<Int>? = nil, incidents: [RecentIncident] = [],
    changes: [DeclaredChange] = [], simulated: String? = nil
  ) {
    self.name = name
    self.owner = owner
    self.people = people
    self.services = services
    self.cadence = cadence
    self.moved = moved
    self.missionsPerWindow = missionsPerWindow
    self.designWeeks = designWeeks
    self.freezeDays = freezeDays
    self.remediationWeeks = remediationWeeks
    self.incidents = incidents
    self.changes = changes
    self.simulated = simulated
  }

  /// The person of that email, whatever its case.
  package func person(_ email: String) -> ProgramPerson? {
    people.first { $0.email.lowercased() == email.lowercased() }
  }
}

/// One human being of a program.
package struct ProgramPerson: Sendable, Equatable, Codable {
  /// As colleagues know them.
  package var name: String
  /// Their own address, no group's.
  package var email: String
  /// Where their clock stands, such as `Europe/Berlin`.
  package var zone: String
  /// Whether they are still there; who left owns nothing.
  package var isActive: Bool
  /// Their account at an issue tracker; nil where it is not known.
  package var login: String?

  /// A person.
  package init(
    name: String, email: String, zone: String, isActive: Bool = true, login: String? = nil
  ) {
    self.name = name
    self.email = email
    self.zone = zone
    self.isActive = isActive
    self.login = login
  }
}

/// A service that a program practises for, with what it promises.
package struct ProgramService: Sendable, Equatable, Codable {
  /// The service's name.
  package var name: String
  /// The kind of its database, such as `etcd`.
  package var database: String
  /// The cluster or inventory that is attacked.
  package var target: String
  /// From the fault's effect to containment.
  package var slaNs: Nanoseconds
  /// Recovery time objective.
  package var recoveryTimeNs: Nanoseconds
  /// Recovery point objective.
  package var recoveryPointNs: Nanoseconds
  /// The share of requests that may fail.
  package var errorBudget: Double
  /// The file of its constants; nil takes the built-in ones.
  package var constants: String?

  /// A service.
  package init(
    name: String, database: String, target: String, slaNs: Nanoseconds,
    recoveryTimeNs: Nanoseconds, recoveryPointNs: Nanoseconds, errorBudget: Double,
    constants: String? = nil
  ) {
    self.name = name
    self.database = database
    self.target = target
    self.slaNs = slaNs
    self.recoveryTimeNs = recoveryTimeNs
    self.recoveryPointNs = recoveryPointNs
    self.errorBudget = errorBudget
    self.constants = constants
  }
}
