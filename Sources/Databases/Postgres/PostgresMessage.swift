/// What a PostgreSQL server says, in version 3.0 of its protocol, as far as we listen.
///
/// Source: PostgreSQL 15, "Frontend/Backend Protocol", "Message Formats".
enum PostgresMessage: Sendable, Equatable {
  /// How the server wants us to say who we are; 0 is that it is content.
  case authentication(Int32)
  /// A setting as it is now, told at the start and whenever it changes.
  case parameter(name: String, value: String)
  /// It waits for the next request; what came before is settled.
  case ready(PostgresBlock)
  /// One row, each value as text; nil is NULL.
  case row([String?])
  /// One statement was executed: `UPDATE 1`.
  case complete(tag: String)
  /// A statement was understood and kept under its name.
  case parsed
  /// Something went wrong; the rest of the request is skipped.
  case failure(PostgresNotice)
  /// Something to know; the request goes on.
  case notice(PostgresNotice)
  /// What says nothing to us: keys for cancelling, descriptions of columns, bound portals.
  case other
}

/// Whether the server is inside a transaction when it waits for the next request.
enum PostgresBlock: UInt8, Sendable {
  /// Outside.
  case idle = 0x49
  /// Inside.
  case open = 0x54
  /// Inside one that failed and can only be rolled back.
  case failed = 0x45
}

/// The fields of an error or of a notice that say something to us.
struct PostgresNotice: Sendable, Equatable {
  /// `ERROR`, `FATAL`, `PANIC`, `WARNING` and less, never translated.
  var severity = ""
  /// SQLSTATE: five characters that do not change with language or version.
  var code = ""
  var message = ""
  /// More than one line, often with figures.
  var detail = ""

  /// Whether the server ends the connection, or itself, after it.
  var isFatal: Bool { severity == "FATAL" || severity == "PANIC" }

  /// As PostgreSQL's own tools write it.
  var text: String { "\(severity) \(code): \(message)" }
}
