internal import GRDB
internal import Vocabulary

/// The rows of `program`, `person` and `service`: the team's program file as it was read last.
enum ProgramTable {
  static func digest(_ database: Database) throws -> String? {
    try String.fetchOne(database, sql: "SELECT digest FROM program")
  }

  static func put(_ program: ProgramFile, digest: String, into database: Database) throws {
    try database.execute(sql: "DELETE FROM program; DELETE FROM person; DELETE FROM service")
    try database.execute(
      sql: """
        INSERT INTO program (only, name, owner, cadence, digest, body) VALUES (1, ?, ?, ?, ?, ?)
        """,
      arguments: [
        program.name, program.owner, program.cadence.description, digest,
        try CanonicalJSON.line(program),
      ])
    for (position, person) in program.people.enumerated() {
      try database.execute(
        sql: "INSERT INTO person (email, position, name, zone, is_active) VALUES (?, ?, ?, ?, ?)",
        arguments: [person.email, position, person.name, person.zone, person.isActive])
    }
    for (position, service) in program.services.enumerated() {
      try database.execute(
        sql: """
          INSERT INTO service (name, position, database_kind, target, sla_ns, recovery_time_ns,
            recovery_point_ns, error_budget)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          service.name, position, service.database, service.target, service.slaNs.rawValue,
          service.recoveryTimeNs.rawValue, service.recoveryPointNs.rawValue, service.errorBudget,
        ])
    }
  }
}
