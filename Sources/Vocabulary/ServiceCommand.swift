/// How a database is started on one host: what an agent needs, and no more.
package struct ServiceCommand: Sendable, Equatable, Codable {
  /// The program, found on the path.
  package var executable: String
  /// Its arguments, one element each; never through a shell.
  package var arguments: [String]
  /// Variables set beside the agent's own path.
  package var environment: [String: String]
  /// The client port, whose answering means that the member serves.
  package var port: Int

  /// A command for an agent.
  package init(
    executable: String, arguments: [String], environment: [String: String], port: Int
  ) {
    self.executable = executable
    self.arguments = arguments
    self.environment = environment
    self.port = port
  }
}
