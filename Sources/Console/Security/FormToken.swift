import Exercises

/// What a write on behalf of a cookie must carry, made of the session.
enum FormToken {
  /// Refuses a write without the session's token.
  static func check(_ given: String?, session: String) throws(Refusal) {
    guard let given, Sessions.isValid(csrf: given, for: session) else {
      throw Refusal(
        .forbidden, "the form does not carry this session's token",
        hint: "reload the page and send it again")
    }
  }
}
