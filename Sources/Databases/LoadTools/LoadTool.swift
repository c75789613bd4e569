package import Vocabulary

/// A load tool of a database's own, or one that sends the same request as our load does.
///
/// Shape:  writes registers, each key equally likely, one request in flight for each client.
/// Errors: `LoadToolError`, where what it printed is not what it prints when all went well.
package protocol LoadTool: Sendable {
  /// The program as it is started: a name that is looked for in PATH, or a path.
  var program: String { get }
  /// The Debian package that it is in.
  var debianPackage: String { get }
  /// How it is started; a tool that counts requests writes `operations`, another one for `span`.
  func run(_ order: LoadToolOrder) -> LoadToolRun
  /// What it did, by what it printed on both streams.
  func figures(of output: String) throws(LoadToolError) -> LoadToolFigures
}

/// A database for which there is a load tool that is not ours.
package protocol ToolLoadedDatabase: Database {
  /// The tool.
  var loadTool: any LoadTool { get }
}

/// What a load tool is to do.
package struct LoadToolOrder: Sendable, Equatable {
  /// The one member that it loads.
  package var endpoint: MemberEndpoint
  /// How many requests are in flight at a time.
  package var clients: Int
  /// How many keys there are.
  package var keys: Int
  /// How long, for tools that know an end.
  package var span: Nanoseconds
  /// How many requests, for tools that count; a multiple of the clients.
  package var operations: Int
  /// Where its script will lie, for tools that want one.
  package var scriptPath: String

  /// An order.
  package init(
    endpoint: MemberEndpoint, clients: Int, keys: Int, span: Nanoseconds, operations: Int,
    scriptPath: String
  ) {
    precondition(clients > 0 && keys > 0, "a load has clients and keys")
    self.endpoint = endpoint
    self.clients = clients
    self.keys = keys
    self.span = span
    self.operations = operations
    self.scriptPath = scriptPath
  }

  /// The span as tools take it.
  var seconds: Int { max(1, Int(span.inSeconds.rounded())) }
}

/// How a load tool is started.
package struct LoadToolRun: Sendable, Equatable {
  /// The program and its arguments.
  package var command: [String]
  /// What the script says; nil where there is none.
  package var script: String?

  /// A run.
  package init(command: [String], script: String? = nil) {
    self.command = command
    self.script = script
  }
}

/// What a load tool says that it did.
package struct LoadToolFigures: Sendable, Equatable {
  /// Requests that were acknowledged.
  package var operations: Int
  /// How long it took, connecting included.
  package var seconds: Double
  /// Requests that were not.
  package var errors: Int

  /// Figures of one run.
  package init(operations: Int, seconds: Double, errors: Int) {
    self.operations = operations
    self.seconds = seconds
    self.errors = errors
  }
}

/// A load tool printed what makes no sense.
package struct LoadToolError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is lacking, and the last lines that were there.
  package var description: String

  /// Says what is lacking in an output.
  init(lacking what: String, in output: String) {
    let end = output.split(whereSeparator: \.isNewline).suffix(3).joined(separator: " / ")
    description = "there is no \(what) in: \(end.suffix(400))"
  }
}
