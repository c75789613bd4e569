/// What is wrong with one value, before its place is known.
struct Complaint: Error {
  /// One sentence without a full stop.
  var message: String
  /// What to try.
  var hint: String

  /// A complaint with what to try.
  init(_ message: String, hint: String) {
    self.message = message
    self.hint = hint
  }
}
