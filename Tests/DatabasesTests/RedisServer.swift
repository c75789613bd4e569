import Foundation
import LoopbackEtcd
import NIOCore
import NIOPosix
import Vocabulary

@testable import Databases

/// Redis did not start; the package redis-server may be missing.
struct RedisNotReady: Error {}

/// Runs a real Redis and its Sentinel for as long as `body` takes, which gets the Sentinel.
func withRedis(_ body: (MemberEndpoint) async throws -> Void) async throws {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("cygnet-redis-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  let (redis, sentinel) = (try await freePort(), try await freePort())
  let file = folder.appendingPathComponent("sentinel.conf")
  try """
  port \(sentinel)
  bind 127.0.0.1
  dir "\(folder.path)"
  sentinel monitor t-1 127.0.0.1 \(redis) 1
  """.write(to: file, atomically: true, encoding: .utf8)
  let process = Process()
  // `timeout` ends both should this process be killed, and makes them a process group of its own.
  process.executableURL = URL(fileURLWithPath: "/usr/bin/timeout")
  process.arguments = [
    "--signal=KILL", "300", "sh", "-c",
    "redis-server \"$1\" --sentinel & exec redis-server --port \"$2\" --save '' --dir \"$3\"",
    "redis", file.path, "\(redis)", folder.path,
  ]
  process.standardOutput = FileHandle.nullDevice
  process.standardError = FileHandle.nullDevice
  let ended = AsyncStream<Void> { stream in process.terminationHandler = { _ in stream.finish() } }
  try process.run()
  let result: Result<Void, any Error>
  do {
    let client = RedisClient(
      sentinels: [loopback(sentinel)], master: "t-1",
      group: MultiThreadedEventLoopGroup.singleton, timeout: .seconds(1))
    var isReady = false
    for _ in 0..<1_200 where !isReady {
      if case .ok = await client.ask(.read(key: "k0")) { isReady = true }
      if !isReady { try await Task.sleep(for: .milliseconds(50)) }
    }
    client.close()
    guard isReady else { throw RedisNotReady() }
    result = .success(try await body(loopback(sentinel)))
  } catch {
    result = .failure(error)
  }
  kill(-process.processIdentifier, SIGKILL)
  for await _ in ended {}
  try? FileManager.default.removeItem(at: folder)
  try result.get()
}
