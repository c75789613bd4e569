/// The console cannot do it: what it said, and what to try.
struct ConsoleError: Error, CustomStringConvertible {
  var message: String
  var hint: String?

  init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }

  var description: String {
    Terminal.plain(message) + (hint.map { "\n  hint: \(Terminal.plain($0))" } ?? "")
  }
}
