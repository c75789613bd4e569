import Databases
import LoopbackEtcd
import NIOCore
import NIOPosix
import Testing
import Vocabulary

private func message<Value>(_ result: ClientResult<Value>) -> String {
  switch result {
  case .ok: ""
  case .failed(let fault), .unknown(let fault): fault.message
  }
}

private let putAnswer = #"{"header":{"member_id":"1","revision":"7","raft_term":"2"}}"#

@Suite struct EtcdClientOutcomeTests {
  @Test func `A refused connection definitely did nothing`() async throws {
    let port = RefusingPort()
    let client = testClient(loopback(port.number))
    let result = await client.put(key: "k0", value: 1)
    #expect(word(result) == "failed unreachable")
    #expect(message(result).contains("refused"))
    #expect(
      word(await client.compareAndSet(key: "k0", expected: 1, new: 2)) == "failed unreachable")
    #expect(word(await client.get(key: "k0")) == "failed unreachable")
    withExtendedLifetime(port) {}
  }

  @Test func `No answer leaves writes unknown and reads failed`() async throws {
    let server = try await ServerDouble(.silence)
    let client = testClient(server.endpoint, timeout: .seconds(5))
    #expect(word(await client.put(key: "k0", value: 1)) == "unknown lost")
    #expect(word(await client.compareAndSet(key: "k0", expected: 1, new: 2)) == "unknown lost")
    #expect(word(await client.get(key: "k0")) == "failed lost")
    #expect(server.connections == 3, "a connection that timed out is not used again")
    await server.close()
  }

  @Test(arguments: ["", "HTTP/1.1 200 OK\r\nContent-Length: 59\r\n\r\n{\"header\":{\"member"])
  func `A connection reset before the end of the answer leaves a write unknown`(
    part: String
  ) async throws {
    let server = try await ServerDouble(.bytesThenReset(part))
    let client = testClient(server.endpoint)
    #expect(word(await client.put(key: "k0", value: 1)) == "unknown lost")
    await server.close()
  }

  @Test(arguments: [
    "", "{", "{}", "[]", "null", "<html>502</html>", #"{"header":7}"#, putAnswer + "x",
    #"{"header":{"revision":"seven"}}"#, #"{"header":{"revision":"99999999999999999999"}}"#,
  ])
  func `An answer that is not etcd's leaves a write unknown`(body: String) async throws {
    let server = try await ServerDouble(ServerDouble.answer(body))
    let client = testClient(server.endpoint)
    let result = await client.put(key: "k0", value: 1)
    #expect(word(result) == "unknown garbage")
    #expect(message(result).contains("status 200"))
    #expect(word(await client.get(key: "k0")) == "failed garbage")
    await server.close()
  }

  @Test func `Bytes that are no HTTP leave a write unknown`() async throws {
    let server = try await ServerDouble(.bytes("SSH-2.0-OpenSSH_9.2\r\n\r\n"))
    #expect(word(await testClient(server.endpoint).put(key: "k0", value: 1)) == "unknown lost")
    await server.close()
  }

  @Test func `A stored text that is no number is garbage`() async throws {
    let body = #"{"header":{"revision":"7"},"kvs":[{"key":"azA=","value":"b29wcw=="}]}"#
    let server = try await ServerDouble(ServerDouble.answer(body))
    let result = await testClient(server.endpoint).get(key: "k0")
    #expect(word(result) == "failed garbage")
    #expect(message(result).contains("no whole number"))
    await server.close()
  }

  @Test(
    "etcd's errors are definite only where nothing was proposed",
    arguments: [
      ("etcdserver: request timed out", 14, "503 Service Unavailable", "unknown"),
      (
        "etcdserver: request timed out, possibly due to previous leader failure", 14, "503 S",
        "unknown"
      ),
      ("etcdserver: leader changed", 14, "503 Service Unavailable", "unknown"),
      ("etcdserver: server stopped", 14, "503 Service Unavailable", "unknown"),
      ("raft: stopped", 2, "500 Internal Server Error", "unknown"),
      ("transport is closing", 14, "503 Service Unavailable", "unknown"),
      ("context deadline exceeded", 4, "504 Gateway Timeout", "unknown"),
      ("etcdserver: mvcc: database space exceeded", 8, "429 Too Many Requests", "unknown"),
      ("an error of a later version", 2, "500 Internal Server Error", "unknown"),
      ("etcdserver: no leader", 14, "503 Service Unavailable", "failed"),
      ("etcdserver: too many requests", 8, "429 Too Many Requests", "failed"),
      ("etcdserver: request is too large", 3, "400 Bad Request", "failed"),
      ("etcdserver: duplicate key given in txn request", 3, "400 Bad Request", "failed"),
      ("raft proposal dropped", 2, "500 Internal Server Error", "failed"),
    ])
  func errors(_ row: (message: String, code: Int, status: String, outcome: String)) async throws {
    let body = #"{"error":"\#(row.message)","message":"\#(row.message)","code":\#(row.code)}"#
    let server = try await ServerDouble(ServerDouble.answer(body, status: row.status))
    let client = testClient(server.endpoint)
    let put = await client.put(key: "k0", value: 1)
    #expect(word(put) == "\(row.outcome) refused")
    #expect(message(put) == row.message)
    let compare = await client.compareAndSet(key: "k0", expected: 1, new: 2)
    #expect(word(compare) == "\(row.outcome) refused")
    #expect(word(await client.get(key: "k0")) == "failed refused")
    await server.close()
  }

  @Test func `A late answer is not taken for the next request's`() async throws {
    let late = #"{"header":{"revision":"7"},"kvs":[{"mod_revision":"7","value":"MQ=="}]}"#
    let next = #"{"header":{"revision":"8"},"kvs":[{"mod_revision":"8","value":"Mg=="}]}"#
    let server = try await ServerDouble(
      .late(ServerDouble.http(late), milliseconds: 6_000),
      .late(ServerDouble.http(next), milliseconds: 500))
    let client = testClient(server.endpoint, timeout: .seconds(5))
    #expect(word(await client.get(key: "k0")) == "failed lost")
    #expect(try await client.get(key: "k0").answered().value == 2)
    await server.close()
  }

  @Test func `A connection that is never accepted leaves nothing behind`() async throws {
    // With a backlog of nothing the kernel drops what asks for a connection, once one waits.
    let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.backlog, value: 0).serverChannelOption(.autoRead, value: false)
      .bind(host: "127.0.0.1", port: 0).get()
    let endpoint = loopback(server.localAddress?.port ?? 0)
    let clients = (0..<4).map { _ in testClient(endpoint, timeout: .milliseconds(200)) }
    var words: [String] = []
    for client in clients { words.append(word(await client.put(key: "k0", value: 1))) }
    #expect(words.last == "failed unreachable")
    #expect(Set(words).isSubset(of: ["unknown lost", "failed unreachable"]))
    try await server.close()
  }

  @Test func `A server that closes after each answer is connected to again`() async throws {
    let closing =
      "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: "
      + "\(putAnswer.utf8.count)\r\n\r\n\(putAnswer)"
    let server = try await ServerDouble(.bytesThenReset(closing))
    let client = testClient(server.endpoint)
    for _ in 0..<5 { #expect(word(await client.put(key: "k0", value: 1)) == "ok") }
    #expect(server.connections == 5)
    await server.close()
  }

  @Test func `One connection carries request after request`() async throws {
    let server = try await ServerDouble(ServerDouble.answer(putAnswer))
    let client = testClient(server.endpoint)
    for _ in 0..<20 { #expect(word(await client.put(key: "k0", value: 1)) == "ok") }
    #expect(server.connections == 1)
    #expect(server.requests == 20)
    await server.close()
  }

  @Test func `After a failure the next endpoint is asked, and in the end its own again`()
    async throws
  {
    let good = try await ServerDouble(ServerDouble.answer(putAnswer))
    let silent = try await ServerDouble(.silence, ServerDouble.answer(putAnswer))
    let port = RefusingPort()
    let dead = loopback(port.number, name: "n3")
    let client = testClient(silent.endpoint, dead, good.endpoint, timeout: .seconds(5))
    #expect(word(await client.put(key: "k0", value: 1)) == "unknown lost")
    #expect(client.endpoint == dead)
    #expect(word(await client.put(key: "k0", value: 2)) == "failed unreachable")
    #expect(word(await client.put(key: "k0", value: 3)) == "ok")
    #expect(client.endpoint == good.endpoint, "a member that answers is kept")
    withExtendedLifetime(port) {}
    await good.close()
    await silent.close()
  }
}
