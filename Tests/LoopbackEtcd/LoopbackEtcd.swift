package import Databases
import Foundation
import NIOCore
import NIOPosix
package import Vocabulary

/// A port on which nothing listens at this moment, for a program that will.
///
/// It lies below those that Linux lends to whoever calls, so no connection takes it meanwhile.
package func freePort() async throws -> Int {
  while true {
    let port = Int.random(in: 20_000..<32_000)
    let attempt = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .bind(host: "127.0.0.1", port: port)
    guard let channel = try? await attempt.get() else { continue }
    try await channel.close()
    return port
  }
}

/// An endpoint on this machine's loopback.
package func loopback(_ port: Int, name: HostName = "n1") -> MemberEndpoint {
  MemberEndpoint(name: name, address: "127.0.0.1", port: port)
}

/// A client with the timeout that most tests want.
package func testClient(_ endpoints: MemberEndpoint..., timeout: Nanoseconds = .seconds(60))
  -> EtcdClient
{
  EtcdClient(
    endpoints: endpoints, group: MultiThreadedEventLoopGroup.singleton, timeout: timeout)
}

/// Runs a real single-node etcd for as long as `body` takes.
package func withEtcd(_ body: (MemberEndpoint) async throws -> Void) async throws {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("cygnet-etcd-\(UUID().uuidString)")
  let (client, peer) = (try await freePort(), try await freePort())
  let process = Process()
  // `timeout` ends etcd should this process be killed, and makes both a process group of its own.
  process.executableURL = URL(fileURLWithPath: "/usr/bin/timeout")
  process.arguments = [
    "--signal=KILL", "120", "etcd", "--name=n1", "--data-dir=\(folder.path)",
    "--listen-client-urls=http://127.0.0.1:\(client)",
    "--advertise-client-urls=http://127.0.0.1:\(client)",
    "--listen-peer-urls=http://127.0.0.1:\(peer)",
    "--initial-advertise-peer-urls=http://127.0.0.1:\(peer)",
    "--initial-cluster=n1=http://127.0.0.1:\(peer)", "--heartbeat-interval=10",
    "--election-timeout=100",
  ]
  process.standardOutput = FileHandle.nullDevice
  process.standardError = FileHandle.nullDevice
  let ended = AsyncStream<Void> { stream in process.terminationHandler = { _ in stream.finish() } }
  try process.run()
  let result: Result<Void, any Error>
  do {
    let probe = testClient(loopback(client))
    var isHealthy = false
    for _ in 0..<400 where !isHealthy {
      isHealthy = await probe.health(of: loopback(client))
      if !isHealthy { try await Task.sleep(for: .milliseconds(50)) }
    }
    guard isHealthy else { throw EtcdNotHealthy() }
    result = .success(try await body(loopback(client)))
  } catch {
    result = .failure(error)
  }
  // SIGKILL, for the child has inherited the mask of this thread, which blocks SIGTERM.
  kill(-process.processIdentifier, SIGKILL)
  for await _ in ended {}
  try? FileManager.default.removeItem(at: folder)
  try result.get()
}

/// etcd did not start; the package etcd-server may be missing.
package struct EtcdNotHealthy: Error {}
