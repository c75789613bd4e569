/// How a database is started on one host: what an agent needs, and no more.
package struct ServiceCommand: Sendable, Equatable, Codable {
  /// The program, found on the path.
  package var executable: String
  /// Its arguments, one element each; never through a shell.
  package var arguments: [String]
  /// Variables set beside the agent's own path.
  package var environment: [String: String]
  /// How to ask whether the member serves clients.
  package var readiness: Readiness

  /// A question over TCP and the words that a good answer contains: an open port proves nothing.
  package struct Readiness: Sendable, Equatable, Codable {
    /// The client port.
    package var port: Int
    /// What is sent.
    package var question: String
    /// What the answer must contain.
    package var answer: String
    /// A question with its good answer.
    package init(port: Int, question: String, answer: String) {
      self.port = port
      self.question = question
      self.answer = answer
    }
  }

  /// A command for an agent.
  package init(
    executable: String, arguments: [String], environment: [String: String], readiness: Readiness
  ) {
    self.executable = executable
    self.arguments = arguments
    self.environment = environment
    self.readiness = readiness
  }
}
