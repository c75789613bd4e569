/// `pgbench`, which comes with PostgreSQL.
///
/// Shape:  one thread, our own statement, prepared once on each session. Its keys are numbers as
///         text, so its rows lie beside ours.
/// Units:  its rate is without the time in which it connects; that time is added here.
/// Limits: a client that meets an error stops, and the run counts as failed.
/// Source: PostgreSQL 15, "pgbench".
struct Pgbench: LoadTool {
  var program: String { "\(PatroniConfiguration.programs)/pgbench" }
  var debianPackage: String { "postgresql-15" }

  func run(_ order: LoadToolOrder) -> LoadToolRun {
    let statement = PostgresStore.write.text
      .replacing("$1", with: ":key").replacing("$2", with: ":value")
    return LoadToolRun(
      command: [
        program, "-h", order.endpoint.address, "-p", "\(order.endpoint.port)",
        "-U", PatroniDatabase.user, "-n", "-M", "prepared", "-c", "\(order.clients)", "-j", "1",
        "-T", "\(order.seconds)", "-f", order.scriptPath, PatroniDatabase.catalog,
      ],
      script: """
        \\set key random(0, \(order.keys - 1))
        \\set value random(1, 1000000000)
        \(statement);

        """)
  }

  func figures(of output: String) throws(LoadToolError) -> LoadToolFigures {
    let output = ToolOutput(output)
    let operations = try output.number(after: "number of transactions actually processed:")
    let failed = try output.number(after: "number of failed transactions:")
    let perS = try output.number(after: "tps =")
    let connecting = try output.number(after: "initial connection time =") / 1_000
    return LoadToolFigures(
      operations: Int(operations), seconds: (perS > 0 ? operations / perS : 0) + connecting,
      errors: Int(failed) + output.count(of: "pgbench: error:"))
  }
}

extension PatroniDatabase: ToolLoadedDatabase {
  /// `pgbench`.
  package var loadTool: any LoadTool { Pgbench() }
}
