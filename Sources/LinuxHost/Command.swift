import Glibc
package import Vocabulary

/// A short command run to its end, with what it printed.
///
/// Limits: it has ended when its output has, so a daemon that keeps the pipes open looks timed out.
package struct Command: Sendable, Equatable {
  /// How it ended; a timeout ends it by SIGKILL.
  package var status: ChildProcess.ExitStatus
  /// Standard output, the first `limit` bytes.
  package var output: String
  /// Standard error, the first `limit` bytes.
  package var error: String
  /// Whether either was longer than the limit.
  package var isTruncated: Bool
  /// Whether the time limit ended it.
  package var isTimedOut: Bool

  /// Runs a program, feeding it text; blocks the calling thread until it has ended.
  package static func run(
    _ executable: String, _ arguments: [String] = [], input: String = "",
    host: HostNamespace? = nil, joins: Launch.Joins = .all,
    environment: [String: String]? = nil, timeout: Nanoseconds = .seconds(10),
    limit: Int = 1 << 20
  ) throws(LinuxError) -> Command {
    let child = try ChildProcess.start(
      Launch(
        executable, arguments, environment: environment, input: .pipe, output: .pipe,
        error: .pipe, host: host, joins: joins))
    guard let feed = child.input, let output = child.output, let error = child.error else {
      preconditionFailure("three pipes were asked for")
    }
    var pump = Pump(feed: feed, sources: [output, error], input: Array(input.utf8), limit: limit)
    let isTimedOut = !pump.run(until: MonotonicClock.now() + timeout)
    if isTimedOut { try child.signal(SIGKILL, group: true) }
    // Grandchildren may hold the pipes open; only the child itself is waited for.
    let status = child.waitBlocking(for: .seconds(3600))
    return Command(
      status: status ?? .signalled(SIGKILL),
      output: String(decoding: pump.collected[0], as: UTF8.self),
      error: String(decoding: pump.collected[1], as: UTF8.self), isTruncated: pump.isTruncated,
      isTimedOut: isTimedOut)
  }

  /// The same, but anything other than exit code 0 is an error that quotes what it printed.
  @discardableResult
  package static func succeed(
    _ executable: String, _ arguments: [String] = [], input: String = "",
    host: HostNamespace? = nil, joins: Launch.Joins = .all,
    timeout: Nanoseconds = .seconds(10)
  ) throws(LinuxError) -> String {
    let command = try run(
      executable, arguments, input: input, host: host, joins: joins, timeout: timeout)
    guard command.status.isSuccess else {
      let end = command.isTimedOut ? "no end within \(timeout)" : "\(command.status)"
      throw LinuxError(
        "run \(executable)", on: arguments.joined(separator: " "),
        detail: "\(end): \(command.error.isEmpty ? command.output : command.error)")
    }
    return command.output
  }
}

/// Feeds and drains a child's pipes at once, so that neither side waits for the other for ever.
private struct Pump {
  var feed: Int32
  var sources: [Int32]
  var input: [UInt8]
  let limit: Int
  var collected: [[UInt8]] = [[], []]
  var isTruncated = false

  init(feed: Int32, sources: [Int32], input: [UInt8], limit: Int) {
    self.feed = feed
    self.sources = sources
    self.input = input
    self.limit = limit
    // A child that ends without reading must not end us by SIGPIPE.
    signal(SIGPIPE, SIG_IGN)
    for descriptor in [feed] + sources {
      _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }
  }

  /// True when both outputs have ended before the deadline; closes everything either way.
  mutating func run(until deadline: Nanoseconds) -> Bool {
    defer { closeAll() }
    var written = 0
    while sources.contains(where: { $0 >= 0 }) {
      if feed >= 0 && written == input.count { closeFeed() }
      let left = (deadline - MonotonicClock.now()).rawValue
      if left <= 0 { return false }
      var polled = sources.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      polled.append(pollfd(fd: feed, events: Int16(POLLOUT), revents: 0))
      _ = poll(&polled, nfds_t(polled.count), Int32(min(left / 1_000_000 + 1, 1_000)))
      if polled[2].revents != 0 { feedSome(&written) }
      for index in 0..<2 where polled[index].revents != 0 { drain(index) }
    }
    return true
  }

  private mutating func feedSome(_ written: inout Int) {
    let count = input[written...].withUnsafeBytes { write(feed, $0.baseAddress, $0.count) }
    if count > 0 { written += count } else if errno != EAGAIN { closeFeed() }
  }

  private mutating func drain(_ index: Int) {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = read(sources[index], &buffer, buffer.count)
    if count > 0 {
      let room = limit - collected[index].count
      if count > room { isTruncated = true }
      collected[index].append(contentsOf: buffer.prefix(min(count, max(0, room))))
    } else if count == 0 || errno != EAGAIN {
      close(sources[index])
      sources[index] = -1
    }
  }

  private mutating func closeFeed() {
    close(feed)
    feed = -1
  }

  private mutating func closeAll() {
    if feed >= 0 { closeFeed() }
    for index in 0..<2 where sources[index] >= 0 {
      close(sources[index])
      sources[index] = -1
    }
  }
}
