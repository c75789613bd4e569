import NIOCore
import NIOPosix
package import Vocabulary

/// What the console costs with many viewers of its event stream.
package enum ConsoleBench {
  /// The figures, viewers included, for they are in the same process.
  package struct Report: Sendable, Codable {
    /// How many watched.
    package var viewers: Int
    /// How many events each was told.
    package var events: Int
    /// Viewers that saw every event once and in order.
    package var whole: Int
    /// From telling to seeing: the median.
    package var p50Ms: Double
    /// From telling to seeing: one in a hundred took longer.
    package var p99Ms: Double
    /// From telling to seeing: the longest.
    package var worstMs: Double
    /// Processor time in a second of the bench, viewers included.
    package var processorShare: Double
    /// The most memory of the process.
    package var memoryMiB: Double
  }

  /// The machine as the bench looks at it.
  package struct Machine: Sendable {
    /// CLOCK_MONOTONIC.
    package var clock: @Sendable () -> Nanoseconds
    /// Processor time of this process.
    package var processor: @Sendable () -> Nanoseconds
    /// The most memory that this process has had, in MiB.
    package var memoryMiB: @Sendable () -> Double

    /// A machine.
    package init(
      clock: @escaping @Sendable () -> Nanoseconds,
      processor: @escaping @Sendable () -> Nanoseconds, memoryMiB: @escaping @Sendable () -> Double
    ) {
      self.clock = clock
      self.processor = processor
      self.memoryMiB = memoryMiB
    }
  }

  /// Tells `rate` events a second to all viewers over loopback.
  package static func run(
    viewers: Int, ratePerS: Int, seconds: Int, on machine: Machine
  ) async throws -> Report {
    let hall = BenchHall()
    let server = ConsoleServer(hall: hall, clock: machine.clock)
    let port = try await server.start()
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)
    var watching: [EventLoopFuture<ViewerFigures>] = []
    for _ in 0..<viewers {
      watching.append(
        try await BenchViewer.watch(port: port, group: group, clock: machine.clock))
    }
    while await hall.door.watching < viewers { try await Task.sleep(for: .milliseconds(10)) }
    let (begin, used) = (machine.clock(), machine.processor())
    let events = ratePerS * seconds
    for number in 0..<events {
      await hall.door.tell(at: machine.clock())
      let due = begin + .seconds(Double(number + 1) / Double(ratePerS))
      let wait = due - machine.clock()
      if wait > .zero { try await Task.sleep(for: wait.duration) }
    }
    await hall.door.end()
    var figures: [ViewerFigures] = []
    for viewer in watching { figures.append(try await viewer.get()) }
    let span = (machine.clock() - begin).inSeconds
    let share = (machine.processor() - used).inSeconds / max(span, 0.001)
    await server.stop()
    try await group.shutdownGracefully()
    return report(
      figures, events: events, share: share, memoryMiB: machine.memoryMiB())
  }

  private static func report(
    _ figures: [ViewerFigures], events: Int, share: Double, memoryMiB: Double
  ) -> Report {
    let all = figures.flatMap(\.latenciesMs).sorted()
    func quantile(_ share: Double) -> Double {
      all.isEmpty ? 0 : all[min(all.count - 1, Int(Double(all.count) * share))]
    }
    return Report(
      viewers: figures.count, events: events,
      whole: figures.count { $0.isInOrder && $0.last == events }, p50Ms: quantile(0.5),
      p99Ms: quantile(0.99), worstMs: all.last ?? 0, processorShare: share, memoryMiB: memoryMiB)
  }
}
