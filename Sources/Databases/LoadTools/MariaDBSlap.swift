/// `mariadb-slap`, which comes with MariaDB's client.
///
/// Shape:  a thread for each client, our own statement. The tool knows no values that change, so
///         the server draws key and value; that costs it less than it costs a client to send them.
/// Limits: it ends at the first error, and then with status 0. Without `--no-drop` it would drop
///         the schema.
/// Source: MariaDB Server documentation, "mariadb-slap".
struct MariaDBSlap: LoadTool {
  var program: String { "mariadb-slap" }
  var debianPackage: String { "mariadb-client" }

  func run(_ order: LoadToolOrder) -> LoadToolRun {
    let statement = MariaDBDialect.upsert(
      "CONCAT('k', FLOOR(RAND() * \(order.keys)))", "FLOOR(RAND() * 1000000000)")
    return LoadToolRun(
      command: [
        program, "--no-defaults", "--protocol=tcp", "--host=\(order.endpoint.address)",
        "--port=\(order.endpoint.port)", "--user=\(GaleraDatabase.user)",
        "--create-schema=\(GaleraDatabase.schema)", "--no-drop",
        "--concurrency=\(order.clients)", "--number-of-queries=\(order.operations)",
        "--query=\(statement)",
      ])
  }

  func figures(of output: String) throws(LoadToolError) -> LoadToolFigures {
    let output = ToolOutput(output)
    let clients = try output.number(after: "Number of clients running queries:")
    let each = try output.number(after: "Average number of queries per client:")
    return LoadToolFigures(
      operations: Int(clients * each),
      seconds: try output.number(after: "Average number of seconds to run all queries:"),
      errors: output.count(of: "ERROR :"))
  }
}

extension GaleraDatabase: ToolLoadedDatabase {
  /// `mariadb-slap`.
  package var loadTool: any LoadTool { MariaDBSlap() }
}
