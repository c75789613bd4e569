/// A database that somebody else runs: how its processes are found, started and stopped.
package struct FoundService: Sendable, Equatable, Codable {
  /// How its processes are found.
  package var finder: Finder
  /// The command that starts it; empty where nobody said so.
  package var start: [String]
  /// The command that stops it; empty means SIGTERM.
  package var stop: [String]
  /// Its data directory, where somebody said so.
  package var data: String?
  /// Its client port.
  package var port: Int

  /// Three ways to find processes.
  package enum Finder: Sendable, Equatable, Codable {
    /// All processes that run the program of that name, outside of containers.
    case process(name: String)
    /// The process whose number is in the file, and all its descendants.
    case pidFile(path: String)
    /// The processes of a unit of systemd.
    case unit(name: String)
  }

  /// A service that is found, not started.
  package init(finder: Finder, start: [String], stop: [String], data: String?, port: Int) {
    self.finder = finder
    self.start = start
    self.stop = stop
    self.data = data
    self.port = port
  }
}

/// A question over TCP whose answer holds the identity of a cluster.
package struct IdentityQuestion: Sendable, Equatable, Codable {
  /// The client port.
  package var port: Int
  /// What is sent.
  package var question: String
  /// The identity stands in the answer after this text, up to the next quote.
  package var before: String
  /// What it must be.
  package var expected: String

  /// A question with the only answer that lets anything begin.
  package init(port: Int, question: String, before: String, expected: String) {
    self.port = port
    self.question = question
    self.before = before
    self.expected = expected
  }
}
