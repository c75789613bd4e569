import Exercises

/// One path of the console with what answers it.
struct Route: Sendable {
  typealias Run =
    @Sendable (WebRequest, [String: String]) async throws(Refusal) -> WebResponse

  let method: String
  /// Parts of the path; one that begins with a colon takes any part and names it.
  let pattern: [Substring]
  let run: Run

  init(_ method: String, _ pattern: String, run: @escaping Run) {
    self.method = method
    self.pattern = pattern.split(separator: "/", omittingEmptySubsequences: false)
    self.run = run
  }

  /// The named parts; nil where this is another path.
  func match(_ path: [String]) -> [String: String]? {
    guard path.count == pattern.count else { return nil }
    var parts: [String: String] = [:]
    for (wanted, part) in zip(pattern, path) {
      if wanted.first == ":" {
        guard !part.isEmpty else { return nil }
        parts[String(wanted.dropFirst())] = part
      } else if wanted != part {
        return nil
      }
    }
    return parts
  }
}
