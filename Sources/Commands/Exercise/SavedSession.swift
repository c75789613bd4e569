/// One person's seat in an exercise, as `exercise join` keeps it.
struct SavedSession: Codable, Equatable {
  /// Such as `brisk-heron-42`.
  var code: String
  /// Where the console listens.
  var address: String
  var port: Int
  /// The secret of the session; whoever has it is this person.
  var session: String
  var name: String
  var role: String

  /// `http://127.0.0.1:8080`.
  var console: String { "http://\(address):\(port)" }
  /// `http://127.0.0.1:8080/x/brisk-heron-42`.
  var page: String { "\(console)/x/\(code)" }
}
