/// `redis-benchmark`, which comes with Redis.
///
/// Shape:  one thread, no pipeline. Its keys end in twelve digits and so do its values, where ours
///         have as many digits as they need.
/// Limits: it ends at the first error, and tries an address that nobody listens at for ever.
/// Source: redis.io, "Redis benchmark".
struct RedisBenchmark: LoadTool {
  var program: String { "redis-benchmark" }
  var debianPackage: String { "redis-tools" }

  /// What the tool puts a number in the place of.
  private static let random = "__rand_int__"

  func run(_ order: LoadToolOrder) -> LoadToolRun {
    LoadToolRun(
      command: [
        program, "-h", order.endpoint.address, "-p", "\(order.endpoint.port)",
        "-c", "\(order.clients)", "-P", "1", "-n", "\(order.operations)", "-r", "\(order.keys)",
        "SET", "k\(Self.random)", Self.random,
      ])
  }

  func figures(of output: String) throws(LoadToolError) -> LoadToolFigures {
    let output = ToolOutput(output)
    let operations = try output.number(before: "requests completed in")
    let perS = try output.number(after: "throughput summary:")
    return LoadToolFigures(
      operations: Int(operations), seconds: perS > 0 ? operations / perS : 0,
      errors: output.count(of: "Error from server"))
  }
}

extension RedisDatabase: ToolLoadedDatabase {
  /// `redis-benchmark`.
  package var loadTool: any LoadTool { RedisBenchmark() }
}
