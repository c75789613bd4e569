import NIOCore
import NIOHTTP1
import NIOPosix
package import Vocabulary

/// The web console of a hall of exercises, on this machine's loopback.
///
/// Effect: pages, event streams, terminals and webhooks over HTTP/1.1, each through a door.
/// Limits: 1,000 connections; 1 MiB a body, 256 KiB a webhook; silent peers are hung up on.
package final class ConsoleServer: Sendable {
  private let site: ConsoleSite
  private let address: String
  private let wish: Int
  private let limits: ConnectionLimits
  private let connections: Connections
  private let running: NIOLoopBoundBox<(any Channel)?>
  private let group: MultiThreadedEventLoopGroup

  /// A console that does not listen yet; `port` 0 is any, `clock` the machine's monotonic one.
  ///
  /// Without a `program` it serves exercises alone; `metrics` is what `/metrics` answers, nil is
  /// that there is no such page.
  package convenience init(
    hall: some ExerciseHall, address: String = "127.0.0.1", port: Int = 0,
    program: ProgramHall? = nil, clock: @escaping @Sendable () -> Nanoseconds,
    metrics: @escaping @Sendable () -> ScrapedText? = { nil }
  ) {
    self.init(
      hall: hall, address: address, port: port, limits: ConnectionLimits(), program: program,
      clock: clock, metrics: metrics)
  }

  init(
    hall: some ExerciseHall, address: String, port: Int, limits: ConnectionLimits,
    program: ProgramHall? = nil, clock: @escaping @Sendable () -> Nanoseconds,
    metrics: @escaping @Sendable () -> ScrapedText? = { nil }
  ) {
    site = ConsoleSite(
      hall: hall, address: address, program: program, clock: clock, metrics: metrics)
    self.address = address
    wish = port
    self.limits = limits
    connections = Connections(most: limits.connections)
    group = .singleton
    running = .makeBoxSendingValue(nil, eventLoop: group.next())
  }

  /// Begins to listen; returns the port.
  ///
  /// Errors: an address that is not loopback, a port that cannot be had.
  package func start() async throws(ConsoleError) -> Int {
    guard ["127.0.0.1", "::1"].contains(address) else { throw .notLoopback(address) }
    let (site, limits, connections) = (site, limits, connections)
    let bootstrap = ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 256)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.socketOption(.so_sndbuf), value: 64 << 10)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { channel in
        guard connections.admit(channel) else { return channel.close() }
        return channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.configureHTTPServerPipeline(
            withPipeliningAssistance: true, withErrorHandling: true,
            withOutboundHeaderValidation: true, withEncoderConfiguration: .init(),
            withDecoderLimitConfiguration: ConnectionLimits.heads)
          try channel.pipeline.syncOperations.addHandler(
            ConnectionHandler(limits: limits) { await site.answer($0) })
        }
      }
    do {
      let channel = try await bootstrap.bind(host: address, port: wish).get()
      let running = running
      running.eventLoop.execute { running.value = channel }
      return channel.localAddress?.port ?? wish
    } catch {
      throw .cannotListen(address: address, port: wish, reason: "\(error)")
    }
  }

  /// Hangs up on everybody and listens no more; the server cannot be started again.
  package func stop() async {
    let running = running
    let channel = try? await running.eventLoop.submit { running.value }.get()
    try? await channel?.close()
    connections.closeAll()
  }
}
