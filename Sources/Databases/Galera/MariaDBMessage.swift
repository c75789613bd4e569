/// What a MariaDB answered to one statement.
///
/// Source: MariaDB Server documentation, "Client/Server Protocol", "OK_Packet" and "Result Set
///         Packets".
struct MariaDBReply: Sendable, Equatable {
  /// The rows of a query, each value as text, nil for NULL; nil where the statement was no query.
  var rows: [[String?]]?
  /// Rows that a statement found for a change, whether or not they had to be changed.
  var affected: Int64 = 0
  /// Why it failed; nil where it did not.
  var failure: MariaDBFailure?
}

/// An error as MariaDB tells it.
struct MariaDBFailure: Sendable, Equatable {
  /// MariaDB's own number, which does not change with language or version.
  var code: UInt16
  /// SQLSTATE: five characters; empty before a session is open.
  var state = ""
  var message: String

  /// As MariaDB's own tools write it.
  var text: String { "\(code)\(state.isEmpty ? "" : " (\(state))"): \(message)" }
}

/// What a MariaDB says of itself before anything else.
struct MariaDBGreeting: Sendable, Equatable {
  /// Such as `5.5.5-10.11.6-MariaDB`, whose first five are for old replicas.
  var version: String
  /// The server's number of the session.
  var thread: UInt32
}
