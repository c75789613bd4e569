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
    /// Ways to serve, such as leading and following; one is enough, all of its questions must hold.
    package var ways: [[Question]]

    /// One question and what its answer must show.
    package struct Question: Sendable, Equatable, Codable {
      /// Whom to ask; nil is the member itself, anything else one that should know of it.
      package var address: String?
      /// The port that is asked.
      package var port: Int
      /// What is sent.
      package var question: String
      /// What the answer must contain, all of it.
      package var answers: [String]

      /// A question with what a good answer shows.
      package init(
        address: String? = nil, port: Int, question: String, answers: [String]
      ) {
        self.address = address
        self.port = port
        self.question = question
        self.answers = answers
      }
    }

    /// One question with its good answer.
    package init(port: Int, question: String, answer: String) {
      ways = [[Question(port: port, question: question, answers: [answer])]]
    }

    /// Several ways to serve.
    package init(ways: [[Question]]) { self.ways = ways }
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
