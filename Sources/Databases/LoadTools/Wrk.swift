import NIOCore

/// `wrk`, a load generator for HTTP, with the very requests of our load: etcd has no tool of its
/// own in Debian that puts what we put, for `etcdctl check perf` has fixed rates and key sizes.
///
/// Shape:  one thread; the requests are made before the first is sent, a few for each key.
/// Source: the manual page of wrk, and its `SCRIPTING`.
struct Wrk: LoadTool {
  var program: String { "wrk" }
  var debianPackage: String { "wrk" }

  /// So that no key is given one value only.
  private static let valuesOfKey: Int64 = 20

  func run(_ order: LoadToolOrder) -> LoadToolRun {
    let endpoint = "http://\(order.endpoint.address):\(order.endpoint.port)"
    let bodies = (0..<order.keys).flatMap { key in
      (1...Self.valuesOfKey).map { value in
        // As long as the values of a load that has written a while.
        EtcdRequest.put(key: "k\(key)", value: 100_000 * value + Int64(key))
      }
    }
    return LoadToolRun(
      command: [
        program, "-t", "1", "-c", "\(order.clients)", "-d", "\(order.seconds)s",
        "-s", order.scriptPath, endpoint + EtcdClient.putPath,
      ],
      script: """
        local bodies = {
        \(bodies.map { "  '\(String(buffer: $0))'," }.joined(separator: "\n"))
        }
        local requests = {}
        function init()
          for place, body in ipairs(bodies) do
            requests[place] = wrk.format("POST", nil, nil, body)
          end
        end
        function request() return requests[math.random(#requests)] end

        """)
  }

  func figures(of output: String) throws(LoadToolError) -> LoadToolFigures {
    let lines = ToolOutput(output)
    let answers = try lines.number(before: "requests in")
    let perS = try lines.number(after: "Requests/sec:")
    let refused = lines.numbers(after: "Non-2xx or 3xx responses:").reduce(0, +)
    let broken = lines.numbers(after: "Socket errors:").reduce(0, +)
    return LoadToolFigures(
      operations: max(0, Int(answers - refused)), seconds: perS > 0 ? answers / perS : 0,
      errors: Int(refused + broken))
  }
}

extension EtcdDatabase: ToolLoadedDatabase {
  /// `wrk`.
  package var loadTool: any LoadTool { Wrk() }
}
